import { randomHex } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { isReservedName, withNumber } from '#features/accounts/username.ts'
import type { Site } from '#platform/site.ts'

/** A free name, or the reason why a person must decide. */
export type ChosenName = { name: string } | { waits: 'admin' | 'leaver' | 'reserved' }

/** Whose name it is: nobody's, an ordinary colleague's, or somebody's with whom nobody may be confused. */
async function holderOf(db: Db, name: string): Promise<'nobody' | 'colleague' | 'admin' | 'leaver'> {
  const id = await accountIdByName(db, name)
  if (id === undefined) return 'nobody'
  const person = (await loadAccounts(db, [id])).get(id)?.person
  if (person?.state === 'deactivated') return 'leaver'
  return person?.role === 'admin' ? 'admin' : 'colleague'
}

/**
 * Chooses a username for somebody new. Never another's: a colleague's name gets a number, an admin's or a leaver's is left to
 * an administrator, and a reserved one gives way to the next seed. Without any usable seed `user_` and six random characters.
 */
export async function chooseUsername(site: Site, db: Db, seeds: readonly string[]): Promise<ChosenName> {
  const allowed = seeds.filter((seed) => !isReservedName(seed, site.config.instance.companyAccount))
  if (seeds.length && !allowed.length) return { waits: 'reserved' }
  const base = allowed[0] ?? `user_${randomHex(3)}`
  const holder = await holderOf(db, base)
  if (holder === 'nobody') return { name: base }
  if (holder !== 'colleague') return { waits: holder }
  for (let n = 2; ; n++) {
    const name = withNumber(base, n)
    if ((await accountIdByName(db, name)) === undefined) return { name }
  }
}
