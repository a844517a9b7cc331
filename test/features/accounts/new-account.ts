import type { Viewer } from '#base/viewer.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { createPerson } from '#features/people/create-person.ts'
import type { Site } from '#platform/site.ts'

/** An account without a person, as tests of features need them; answers its id. */
export async function newAccount(site: Site, username: string, o: { locked?: boolean } = {}): Promise<number> {
  const wish = { personId: null, username, displayName: username.toUpperCase(), ...o }
  const made = await site.store.tx(async (db) => await createAccount(site, db, wish))
  return made.id
}

/** A person with an account, as they look and act. */
export async function newPerson(site: Site, username: string): Promise<Viewer> {
  const about = { email: null, emailVerified: false, department: null, title: null, manager: null }
  return await site.store.tx(async (db) => {
    const person = { ...about, displayName: username, source: 'local', role: 'user', locale: 'en', timeZone: 'UTC' } as const
    const { id: personId } = await createPerson(site, db, person)
    const { id: accountId } = await createAccount(site, db, { personId, username, displayName: username })
    return { personId, accountId, role: 'user', locale: 'en', timeZone: 'UTC' }
  })
}
