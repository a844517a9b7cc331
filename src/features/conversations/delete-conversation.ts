import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteOwnConversation } from './conversations.queries.ts'

/** Takes a conversation off the viewer's list; its posts stay, and the next one makes it anew. Throws 404 for anybody else's. */
export async function deleteConversation(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  if (!(await site.store.tx(async (db) => await deleteOwnConversation(db, viewer.accountId, id)))) throw notFound('conversation')
}
