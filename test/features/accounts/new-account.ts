import { createAccount } from '#features/accounts/create-account.ts'
import type { Site } from '#platform/site.ts'

/** An account without a person, as tests of features need them; answers its id. */
export async function newAccount(site: Site, username: string, o: { locked?: boolean } = {}): Promise<number> {
  const wish = { personId: null, username, displayName: username.toUpperCase(), ...o }
  const made = await site.store.tx(async (db) => await createAccount(site, db, wish))
  return made.id
}
