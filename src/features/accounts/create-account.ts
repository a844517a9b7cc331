import { invalid } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { type NewAccount, insertAccount } from './accounts.queries.ts'
import { usernameFault } from './username.ts'

/**
 * Makes a local account in the caller's transaction. Throws 422 with `details.username` when the name breaks the rules, is reserved or taken;
 * nothing is written then, so the caller may go on with another name.
 */
export async function createAccount(site: Site, db: Db, wish: NewAccount): Promise<{ id: number }> {
  const fault = usernameFault(wish.username, site.config.instance.companyAccount)
  if (fault) throw invalid({ username: [fault] })
  const id = site.ids.next()
  const made = await insertAccount(db, { id, createdAt: site.clock.now(), ...wish })
  if (!made) throw invalid({ username: [{ error: 'ERR_TAKEN', description: 'Username has already been taken' }] })
  return { id }
}
