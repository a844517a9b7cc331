import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { distinct } from '#features/statuses/lists.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { groupableTypes } from './group-key.ts'
import { type Group, loadGroups } from './load-groups.ts'
import type { Notification } from './notifications.schema.ts'

/** A group, or a notification that stands alone, with all that a page shows of it. */
export interface ToldParts {
  group: Group
  /** Who did it, the latest first; eight at the most. */
  people: readonly AccountParts[]
  status: StatusParts | null
}

/** What stands behind these rows, in their order; one whose post may not be told (any more) is left out. Constant queries. */
export async function loadTold(site: Site, viewer: Pick<Viewer, 'accountId'>, heads: readonly Notification[]): Promise<ToldParts[]> {
  const groups = await loadGroups(site, viewer, heads, groupableTypes)
  const statuses = await loadStatusParts(site, site.store.read, distinct(heads.map((head) => head.statusId)), viewer, canNotify)
  const byId = new Map(statuses.map((parts) => [parts.status.id, parts]))
  const accounts = await loadAccounts(site.store.read, distinct(groups.flatMap((group) => group.sampleIds)))
  return groups.flatMap((group) => {
    const people = group.sampleIds.flatMap((id) => accounts.get(id) ?? [])
    const { statusId } = group.head
    const status = statusId === null ? null : byId.get(statusId)
    return people.length > 0 && status !== undefined ? [{ group, people, status }] : []
  })
}
