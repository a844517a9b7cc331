import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { loadStatusParts, type StatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { type ConversationRow, ownConversation } from './conversations.queries.ts'

/** A conversation with what its wire form needs. */
export interface ConversationParts {
  conversation: ConversationRow
  accounts: readonly AccountParts[]
  lastStatus: StatusParts | null
}

type Reader = Pick<Viewer, 'accountId'>

/** The others in it; the account itself where there are none, as in Mastodon. */
const idsOf = ({ participants, accountId }: ConversationRow) => (participants === '' ? [accountId] : participants.split(',').map(Number))

/** The same rows with their people and newest posts, in their order. Constant queries. */
export async function loadConversations(site: Site, viewer: Reader, rows: readonly ConversationRow[]): Promise<ConversationParts[]> {
  const db = site.store.read
  const lastIds = rows.map((row) => row.lastStatusId)
  const statuses = new Map((await loadStatusParts(site, db, lastIds, viewer, canNotify)).map((parts) => [parts.status.id, parts]))
  const people = await loadAccounts(db, rows.flatMap(idsOf))
  return rows.map((conversation) => ({
    conversation,
    accounts: idsOf(conversation).flatMap((id) => people.get(id) ?? []),
    lastStatus: statuses.get(conversation.lastStatusId) ?? null,
  }))
}

/** One of the viewer's conversations. Throws 404 for anybody else's and for one whose posts are gone. */
export async function loadConversation(site: Site, viewer: Reader, id: number): Promise<ConversationParts> {
  const row = await ownConversation(site.store.read, viewer.accountId, id)
  const [parts] = row ? await loadConversations(site, viewer, [row]) : []
  if (!parts) throw notFound('conversation')
  return parts
}

/** Mastodon's Conversation. */
export const conversationJson = (site: Site, { conversation, accounts, lastStatus }: ConversationParts) => ({
  id: String(conversation.id),
  unread: conversation.unread,
  accounts: accounts.map((parts) => accountJson(site, parts)),
  last_status: lastStatus && statusJson(site, lastStatus),
})
