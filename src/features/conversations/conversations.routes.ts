import { area, del, get, post } from '#http/area.ts'
import { paged } from '#http/links.ts'
import { ConversationPath, ConversationsQuery } from './conversations.input.ts'
import { conversationJson, loadConversation, loadConversations } from './conversations.json.ts'
import { deleteConversation } from './delete-conversation.ts'
import { listConversations } from './list-conversations.ts'
import { markConversation } from './mark-conversation.ts'

const write = 'write:conversations'

const mark = (path: string, unread: boolean) =>
  post(`/api/v1/conversations/:id/${path}`, { scope: write, params: ConversationPath, returns: 'Conversation' }, async (c) => {
    await markConversation(c.site, c.viewer, c.params.id, unread)
    return conversationJson(c.site, await loadConversation(c.site, c.viewer, c.params.id))
  })

export const conversationsArea = area('conversations', [
  get('/api/v1/conversations', { scope: 'read:statuses', query: ConversationsQuery, returns: 'Conversation[]' }, async (c) => {
    const rows = await listConversations(c.site, c.viewer, c.query)
    const parts = await loadConversations(c.site, c.viewer, rows)
    const [first, last] = [rows.at(0), rows.at(-1)]
    return paged(
      c,
      parts.map((one) => conversationJson(c.site, one)),
      {
        // The cursor is the newest post, not the conversation.
        ...(last && rows.length >= c.query.limit ? { next: { max_id: last.lastStatusId } } : {}),
        ...(first ? { prev: { min_id: first.lastStatusId } } : {}),
      },
    )
  }),
  del('/api/v1/conversations/:id', { scope: write, params: ConversationPath, returns: 'Empty' }, async (c) => {
    await deleteConversation(c.site, c.viewer, c.params.id)
    return {}
  }),
  mark('read', false),
  mark('unread', true),
])
