import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import type { NewHold } from '#features/holds/create-hold.ts'
import type { Site } from '#platform/site.ts'

/** The subject that the words of the command line name; undefined when nobody bears the name. A status may be gone already: its copy is not. */
export async function findSubject(site: Site, kind: string, name?: string): Promise<Pick<NewHold, 'subject' | 'subjectId'> | undefined> {
  if (kind === 'all') return { subject: 'all', subjectId: null }
  if (kind === 'status') return { subject: 'status', subjectId: Number(name) }
  const accountId = await accountIdByName(site.store.read, name ?? '')
  if (accountId === undefined) return undefined
  if (kind === 'account') return { subject: 'account', subjectId: accountId }
  const personId = (await loadAccounts(site.store.read, [accountId])).get(accountId)?.account.personId ?? null
  return personId === null ? undefined : { subject: 'person', subjectId: personId }
}
