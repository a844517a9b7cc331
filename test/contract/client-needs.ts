// What must never be null: the union over Mastodon for Android and iOS, Tusky and Ice Cubes, read from their decoders. Stricter than the
// schemas, which let everything be null that is null somewhere at Mastodon. One bad object spoils a page.
import {
  address,
  both,
  digits,
  digitsOrNumber,
  each,
  filled,
  flag,
  itself,
  listOf,
  maybe,
  type Needs,
  object,
  ruled,
  type Shape,
  smallWhole,
  text,
  time,
  whole,
  word,
} from './shape.ts'
import { instanceNeeds } from './instance-needs.ts'

const emoji = object({ shortcode: text, url: address, static_url: address, visible_in_picker: flag })
const field = object({ name: text, value: text })
const role = object({ id: text, name: text, color: text })

const account: Shape = object({
  id: digits,
  username: text,
  acct: text,
  url: address,
  display_name: text,
  note: text,
  created_at: time,
  avatar: address,
  avatar_static: address,
  header: address,
  header_static: address,
  locked: flag,
  bot: flag,
  statuses_count: whole,
  followers_count: whole,
  following_count: whole,
  emojis: listOf(emoji),
  fields: listOf(field),
  roles: maybe(listOf(role)),
  moved: itself(() => account),
})
const ownAccount = both(
  account,
  object({
    source: object({ note: text, fields: listOf(field), privacy: text, sensitive: flag, follow_requests_count: whole }),
    // Android reads the permissions into an int.
    role: maybe(object({ permissions: digits })),
  }),
)

const kind = word('image', 'video', 'gifv', 'audio', 'unknown')
/** What was just uploaded may still be without an address. */
const upload = object({ id: digits, type: kind, url: maybe(address), preview_url: maybe(address) })
/** Tusky wants an address of everything, Android a picture of what moves. */
const media = ruled(object({ id: digits, type: kind, url: address, preview_url: maybe(address) }), ({ type, preview_url: preview }, path) =>
  type === 'video' || type === 'gifv' ? address(preview, `${path}.preview_url`) : [],
)
const mention = object({ id: digits, username: text, url: address, acct: text })
const tag = object({ name: text, url: address })
const poll = object({
  id: digits,
  expired: flag,
  multiple: flag,
  votes_count: whole,
  options: listOf(object({ title: text })),
  own_votes: listOf(whole),
  emojis: listOf(emoji),
  expires_at: maybe(time),
})
const card = object({
  url: text,
  title: text,
  description: text,
  type: word('link', 'photo', 'video', 'rich'),
  authors: maybe(listOf(object({ name: text }))),
  history: maybe(listOf(object({ day: digits, uses: digits, accounts: digits }))),
})
const keyword = object({ id: text, keyword: text, whole_word: flag })
const filter = object({ id: text, title: text, context: listOf(text), filter_action: word('warn', 'hide', 'blur') })
const post: Shape = object({
  id: digits,
  uri: address,
  created_at: time,
  content: maybe(text),
  sensitive: flag,
  spoiler_text: text,
  visibility: word('public', 'unlisted', 'private', 'direct'),
  account,
  media_attachments: listOf(media),
  mentions: listOf(mention),
  tags: listOf(tag),
  emojis: listOf(emoji),
  reblogs_count: whole,
  favourites_count: whole,
  replies_count: whole,
  edited_at: maybe(time),
  application: maybe(object({ name: text })),
  filtered: maybe(listOf(object({ filter }))),
  poll: maybe(poll),
  card: maybe(card),
  reblog: itself(() => status),
  quote: maybe(object({ state: text })),
  quote_approval: maybe(object({ automatic: listOf(text), manual: listOf(text), current_user: text })),
})
/** A deleted post is answered as it was typed, for the redraft, and not as it was shown. */
const status = ruled(post, ({ content, text: typed }, path) => (typeof typed === 'string' ? [] : text(content, `${path}.content`)))

const notification = object({ id: digits, type: filled, created_at: time, account, status: maybe(status) })
const lonely = new Set(['severed_relationships', 'moderation_warning'])
const group = ruled(
  object({
    group_key: filled,
    type: filled,
    most_recent_notification_id: digitsOrNumber,
    notifications_count: whole,
    sample_account_ids: listOf(digits),
  }),
  ({ type, sample_account_ids: ids }, path) =>
    (ids as unknown[] | undefined)?.length || lonely.has(type as string) ? [] : [`${path}.sample_account_ids: nobody`],
)
const relationship = object({
  id: digits,
  note: text,
  ...Object.fromEntries(
    'following showing_reblogs notifying followed_by blocking blocked_by muting muting_notifications requested domain_blocking endorsed'
      .split(' ')
      .map((key) => [key, flag]),
  ),
})
const marker = object({ last_read_id: text, version: whole, updated_at: time })
const app = object({ name: text })

/** By the entity that a row returns. */
export const clientNeeds: Needs = {
  ...instanceNeeds(account),
  Account: account,
  MutedAccount: account,
  CredentialAccount: ownAccount,
  Status: status,
  MediaAttachment: upload,
  Poll: poll,
  Tag: tag,
  CustomEmoji: emoji,
  PreviewCard: card,
  Notification: notification,
  GroupedNotificationsResults: object({ accounts: listOf(account), statuses: listOf(status), notification_groups: listOf(group) }),
  UnreadCount: object({ count: smallWhole }),
  Relationship: relationship,
  List: object({ id: text, title: text, replies_policy: word('followed', 'list', 'none'), exclusive: flag }),
  Marker: marker,
  Markers: each(marker),
  Context: object({ ancestors: listOf(status), descendants: listOf(status) }),
  Filter: both(filter, object({ keywords: listOf(keyword) })),
  FilterKeyword: keyword,
  V1_Filter: object({ id: text, phrase: text, context: listOf(text), whole_word: flag, irreversible: flag }),
  // Texts of digits, where Mastodon means numbers.
  NotificationRequest: object({ id: digits, created_at: time, updated_at: time, account, notifications_count: digits }),
  FeaturedTag: object({ id: text, name: text, statuses_count: digits }),
  Search: object({ accounts: listOf(account), statuses: listOf(status), hashtags: listOf(tag) }),
  Conversation: object({ id: digits, unread: flag, accounts: listOf(account), last_status: maybe(status) }),
  Translation: object({ content: text, detected_source_language: text, provider: text }),
  StatusEdit: object({ content: text, spoiler_text: text, sensitive: flag, created_at: time, account, media_attachments: listOf(media) }),
  ScheduledStatus: object({ id: digits, scheduled_at: time, params: object({}), media_attachments: listOf(media) }),
  Token: object({ access_token: filled, token_type: filled, scope: filled, created_at: whole }),
  WebPushSubscription: object({ id: smallWhole, endpoint: address, server_key: filled, policy: filled, alerts: each(flag) }),
  Application: app,
  CredentialApplication: object({ name: text, client_id: filled, client_secret: filled, redirect_uri: filled }),
  Suggestion: object({ account }),
}
