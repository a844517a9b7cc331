import type { Viewer } from '#base/viewer.ts'
import { judge } from '#features/statuses/judge.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { unreadConversations } from './conversations.queries.ts'

/** How many of the viewer's conversations are unread and have a newest post that may be told; counted up to `limit`. One query for none. */
export async function countUnreadConversations(site: Site, viewer: Pick<Viewer, 'accountId'>, limit: number): Promise<number> {
  const db = site.store.read
  const ids = await unreadConversations(db, viewer.accountId, limit)
  if (ids.length === 0) return 0
  return (await judge(site, db, viewer, ids)).filter((one) => canNotify(viewer, one.status, one.facts)).length
}
