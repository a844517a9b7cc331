import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import type { NewHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'

/**
 * The subject that the words of the command line name; undefined when there is none, so that a slip of the finger protects nothing in
 * silence. A status may be retired already, if another hold has kept a copy.
 */
export async function findSubject(site: Site, kind: string, name?: string): Promise<Pick<NewHold, 'subject' | 'subjectId'> | undefined> {
  if (kind === 'all') return { subject: 'all', subjectId: null }
  if (kind === 'status') {
    const id = Number(name)
    const known = (await statusesByIds(site.store.read, [id])).length > 0 || (await copyOf(site.store.read, 'status', id)) !== undefined
    return known ? { subject: 'status', subjectId: id } : undefined
  }
  const accountId = await accountIdByName(site.store.read, name ?? '')
  if (accountId === undefined) return undefined
  if (kind === 'account') return { subject: 'account', subjectId: accountId }
  const personId = (await loadAccounts(site.store.read, [accountId])).get(accountId)?.account.personId ?? null
  return personId === null ? undefined : { subject: 'person', subjectId: personId }
}
