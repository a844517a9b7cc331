// What stands in the tables, for assertions.
import { asc, eq } from '#db/drizzle.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { people, type Person } from '#features/people/people.schema.ts'
import { identities, sessions, signinFlows } from '#features/signin/signin.schema.ts'
import type { Site } from '#platform/site.ts'

export const auditRows = async (site: Site) => await site.store.read.select().from(audit).orderBy(asc(audit.id))
export const allPeople = async (site: Site) => await site.store.read.select().from(people).orderBy(asc(people.id))
export const allIdentities = async (site: Site) => await site.store.read.select().from(identities)
export const allSessions = async (site: Site) => await site.store.read.select().from(sessions)
export const allFlows = async (site: Site) => await site.store.read.select().from(signinFlows)

/** The person behind a local username. */
export async function personCalled(site: Site, username: string): Promise<Person | undefined> {
  const id = await accountIdByName(site.store.read, username)
  const found = id === undefined ? undefined : (await loadAccounts(site.store.read, [id])).get(id)?.person
  return found ? (await site.store.read.select().from(people).where(eq(people.id, found.id)))[0] : undefined
}

export const changePerson = async (site: Site, id: number, change: Partial<Person>) =>
  await site.store.tx(async (db) => void (await db.update(people).set(change).where(eq(people.id, id))))
