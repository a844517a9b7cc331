import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, systemClock } from '#base/clock.ts'
import { acceptClock } from '#db/id-clock.ts'
import { migrate } from '#db/migrate.ts'
import { leaseIds } from '#db/slots.ts'
import { openStore, type Store } from '#db/store.ts'
import { nameCompanyAccount } from '#features/accounts/name-company-account.ts'
import { registerOwners } from '#features/holds/owner.ts'
import { bringProviders } from '#features/signin/bring-providers.ts'
import { openWindows } from '#platform/cache/windows.ts'
import type { Config } from '#platform/config/config.ts'
import { ConfigFault } from '#platform/config/fault.ts'
import { openEvents } from '#platform/events/events.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { openLog } from '#platform/log/log.ts'
import { openMail } from '#platform/mail/open-mail.ts'
import { openOidc } from '#platform/oidc/open-oidc.ts'
import { checkFingerprint } from '#platform/secrets/check-fingerprint.ts'
import { loadSecrets } from '#platform/secrets/secrets.ts'
import type { Site } from '#platform/site.ts'
import { openStorage } from '#platform/storage/open-storage.ts'
import { Words } from '#platform/words/words.ts'
import { openDataFolder } from './data-folder.ts'
import { databaseFault } from './database-fault.ts'
import { migrationsFolder } from './migrations-folder.ts'
import { pendingMigrations } from './migrations.queries.ts'
import { owners } from './owners.ts'
import { viewsFolder } from './views-folder.ts'

export type Role = 'web' | 'worker' | 'demo' | 'cli'

/** A site and the way to shut it: what others wait for is closed first. */
export type OpenSite = Site & { close(): Promise<void> }

/**
 * Builds everything that a process needs, and checks what a start must not overlook: the folder, the database, its migrations (the demo
 * applies them itself) and the master key. Throws ConfigFault with clear lines, and leaves nothing open then. All but the CLI follow
 * the events.
 */
export async function openSite(config: Config, role: Role, o: { clock?: Clock } = {}): Promise<OpenSite> {
  const clock = o.clock ?? systemClock
  const { url, directUrl, prepared } = config.database
  openDataFolder(config.data, url.startsWith('sqlite:'))
  // What a verb answers stands on standard output, and nothing else does.
  const log = openLog({ level: config.log.level, role, fd: role === 'cli' ? 2 : 1 })
  const secrets = loadSecrets(config)
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const step of closers.splice(0).toReversed()) await step()
  }
  try {
    if (role === 'demo') await migrate(directUrl ?? url, migrationsFolder, clock)
    else if (url.startsWith('sqlite:') && !existsSync(url.slice(7)))
      throw new ConfigFault([`there is no database at ${url.slice(7)}; run: atrium migrate`])
    const store = openStore({ url, prepared, log })
    closers.push(() => store.close())
    await demandMigrated(store)
    // A demo may rest for weeks between two starts; a server's admin has to say that its clock is right.
    if (role === 'demo') await acceptClock(store, clock)
    await checkFingerprint(store, secrets, clock.now())
    const fetch = openFetch(config)
    closers.push(() => fetch.close())
    const mail = openMail(config, clock)
    closers.push(() => mail.close())
    const windows = openWindows(config.data, log)
    closers.push(() => windows.close())
    const direct = directUrl ?? (prepared && !url.startsWith('sqlite:') ? url : undefined)
    const events = await openEvents(store, clock, log, direct === undefined ? {} : { directUrl: direct })
    closers.push(() => events.stop())
    const site: Site = {
      config,
      log,
      clock,
      ids: leaseIds(store, clock),
      store,
      secrets,
      jobs: openJobs(store, clock),
      events,
      storage: openStorage(config),
      mail,
      fetch,
      oidc: openOidc({ fetch, log, clock, folder: join(config.data, 'oidc') }),
      windows,
      words: new Words(join(viewsFolder, 'locales')),
    }
    registerOwners(owners)
    await nameCompanyAccount(site)
    if (role === 'web' || role === 'demo') await bringProviders(site)
    if (role !== 'cli') events.start()
    return { ...site, close }
  } catch (e) {
    await close()
    throw databaseFault(e, url)
  }
}

async function demandMigrated(store: Store) {
  const pending = await pendingMigrations(store)
  if (pending.length) throw new ConfigFault([`the database lacks ${pending.join(', ')}; run: atrium migrate`])
}
