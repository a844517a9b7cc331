import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type GroupRow, groupRows } from './groups.queries.ts'
import type { Notification, NotificationType } from './notifications.schema.ts'

/** What is shown as one: a group, or a notification that stands alone. */
export interface Group {
  key: string
  /** The row by which it stands on its page. */
  head: Notification
  count: number
  newestId: number
  newestAt: number
  /** The oldest within the page. */
  oldestId: number
  /** Senders of the newest, newest first. */
  sampleIds: number[]
}

/** Between which ids a page of groups counts. */
export interface Reach {
  low: number
  high: number
}

const newest = Number.MAX_SAFE_INTEGER

/** What a page of heads reaches over: from its last to its first, and as far as was asked where nothing is left, as in Mastodon. */
export function reachOf(heads: readonly Notification[], page: Page): Reach {
  const [low, high] = [heads.at(-1)?.id ?? 0, heads.at(0)?.id ?? newest]
  if (heads.length >= page.limit) return { low, high }
  if (page.minId === undefined) return { low: (page.sinceId ?? -1) + 1, high }
  return { low, high: page.maxId === undefined ? newest : page.maxId - 1 }
}

/** The groups behind the heads of a page, in their order. One query for any number of them. */
export async function loadGroups(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  heads: readonly Notification[],
  groupedTypes: readonly NotificationType[],
  reach: Reach = { low: 0, high: newest },
): Promise<Group[]> {
  const keyed = (head: Notification) => (groupedTypes.includes(head.type) ? head.groupKey : null)
  const keys = heads.map(keyed).filter((key) => key !== null)
  const rows = await groupRows(site.store.read, { accountId: viewer.accountId, now: site.clock.now() }, { keys, ...reach })
  const members = Map.groupBy(rows, (row) => row.key)
  return heads.map((head) => {
    const key = keyed(head)
    return (key !== null && groupOf(head, key, members.get(key) ?? [])) || alone(head)
  })
}

function groupOf(head: Notification, key: string, rows: readonly GroupRow[]): Group | undefined {
  const [first] = rows
  if (!first) return undefined
  const sampleIds = [...new Set(rows.map((row) => row.fromAccountId))]
  const { count, id: newestId, createdAt: newestAt } = first
  return { key, head, count, newestId, newestAt, oldestId: first.oldest ?? head.id, sampleIds }
}

const alone = (head: Notification): Group => ({
  key: `ungrouped-${head.id}`,
  head,
  count: 1,
  newestId: head.id,
  newestAt: head.createdAt,
  oldestId: head.id,
  sampleIds: [head.fromAccountId],
})
