import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { conversationMarked } from './conversations.events.ts'
import { markUnread } from './conversations.queries.ts'

/** Marks one of the viewer's conversations as read or unread. Throws 404 for anybody else's. */
export async function markConversation(site: Site, { accountId }: Pick<Viewer, 'accountId'>, id: number, unread: boolean): Promise<void> {
  await site.store.tx(async (db) => {
    if (!(await markUnread(db, accountId, id, unread))) throw notFound('conversation')
    await site.events.add(db, conversationMarked, { conversationId: id, accountId })
  })
}
