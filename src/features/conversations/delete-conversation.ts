import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { conversationMarked } from './conversations.events.ts'
import { deleteOwnConversation } from './conversations.queries.ts'

/** Takes a conversation off the viewer's list; its posts stay, and the next one makes it anew. Throws 404 for anybody else's. */
export async function deleteConversation(site: Site, { accountId }: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    if (!(await deleteOwnConversation(db, accountId, id))) throw notFound('conversation')
    await site.events.add(db, conversationMarked, { conversationId: id, accountId })
  })
}
