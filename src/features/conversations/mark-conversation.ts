import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { markUnread } from './conversations.queries.ts'

/** Marks one of the viewer's conversations as read or unread. Throws 404 for anybody else's. */
export async function markConversation(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, unread: boolean): Promise<void> {
  if (!(await site.store.tx(async (db) => await markUnread(db, viewer.accountId, id, unread)))) throw notFound('conversation')
}
