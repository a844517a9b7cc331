import { existsSync } from 'node:fs'
import type { Clock } from '#base/clock.ts'
import { openStore, type Store } from '#db/store.ts'
import type { Config } from '#platform/config/config.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { knownFingerprint } from '#platform/secrets/secrets.queries.ts'
import { loadSecrets } from '#platform/secrets/secrets.ts'
import { databaseFault } from '../database-fault.ts'
import { pendingMigrations } from '../migrations.queries.ts'
import { databaseTime, integrityFaults, newestEventTime } from './doctor.queries.ts'
import { type Finding, finding, found } from './finding.ts'

/** Whether the database answers, is whole and up to date, and belongs to the master key. Changes nothing. */
export async function checkDatabase(config: Config, clock: Clock): Promise<Finding[]> {
  const { url, prepared } = config.database
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length)))
    return [finding('database', 'red', `there is no database at ${url.slice('sqlite:'.length)}; run: atrium migrate`)]
  const store = openStore({ url, prepared })
  try {
    const pending = await pendingMigrations(store)
    if (pending.length) return [finding('migrations', 'red', `the database lacks ${pending.join(', ')}; run: atrium migrate`)]
    return [
      finding('database', 'green', `${store.dialect} answers and is up to date`),
      ...(await found('integrity', () => checkIntegrity(store))),
      ...(await found('master key', () => checkKey(store, config))),
      ...(await found('clock', () => checkClock(store, clock))),
      ...(await found('jobs', () => checkJobs(store, clock))),
    ]
  } catch (e) {
    throw databaseFault(e, url)
  } finally {
    await store.close()
  }
}

async function checkIntegrity(store: Store): Promise<Finding[]> {
  const faults = await integrityFaults(store)
  if (!faults.length) return [finding('integrity', 'green', 'the quick check found nothing wrong')]
  return faults.map((line) => finding('integrity', 'red', line))
}

async function checkKey(store: Store, config: Config): Promise<Finding[]> {
  const known = await knownFingerprint(store.read)
  if (!existsSync(config.secrets.file)) {
    if (known === undefined) return [finding('master key', 'amber', `${config.secrets.file} will be made at the first start`)]
    return [
      finding('master key', 'red', `${config.secrets.file} is missing; the database needs the key ${known}: restore it from the backup`),
    ]
  }
  const { fingerprint } = loadSecrets({ secrets: { ...config.secrets, make: false } })
  if (known !== undefined && known !== fingerprint)
    return [finding('master key', 'red', `the database needs the key ${known}, but ${config.secrets.file} holds ${fingerprint}`)]
  return [finding('master key', 'green', `${fingerprint} fits the database`)]
}

async function checkClock(store: Store, clock: Clock): Promise<Finding[]> {
  const now = clock.now()
  const ahead = (await newestEventTime(store)) - now
  if (ahead > 5000) return [finding('clock', 'red', `this machine's clock stands ${Math.round(ahead / 1000)} s before the newest event`)]
  const skew = Math.abs(((await databaseTime(store)) ?? now) - now)
  if (skew > 5000) return [finding('clock', 'amber', `the database's clock differs by ${Math.round(skew / 1000)} s`)]
  return [finding('clock', 'green', 'no clock contradicts this machine')]
}

async function checkJobs(store: Store, clock: Clock): Promise<Finding[]> {
  const counts = await openJobs(store, clock).counts()
  const sum = (state: string) => counts.filter((row) => row.state === state).reduce((n, row) => n + row.count, 0)
  const oldest = Math.max(0, ...counts.filter((row) => row.state === 'waiting').map((row) => row.age))
  const facts = `${sum('waiting')} wait (the oldest for ${Math.round(oldest / 1000)} s), ${sum('running')} run, ${sum('dead')} have failed for good`
  return [finding('jobs', sum('dead') || oldest > 600_000 ? 'amber' : 'green', facts)]
}
