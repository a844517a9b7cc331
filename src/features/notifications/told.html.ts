import { escapeHtml } from '#base/html/escape.ts'
import { type FaceView, type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import type { PollView } from '#features/polls/polls.html.ts'
import { postView, startOf } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { ToldParts } from './load-told.ts'
import type { NotificationType } from './notifications.schema.ts'

/** The words of the post that it is about. */
export interface ToldPost {
  /** BCP 47, '' when the author said none. */
  language: string
  /** All of it, sanitised; '' where only its start is shown. */
  html: string
  /** Its start as one line, escaped, or the warning that stands before it. */
  start_html: string
  veiled: boolean
}

/** One row of what somebody is told: `partials/told.hbs`. */
export interface ToldView {
  id: string
  key: string
  unread: boolean
  icon: string
  /** Ground of the icon: '' | sun | accent. */
  tone: string
  /** Locale key of what happened, with `{names}` in it. */
  sentence: string
  /** How many people did it. */
  count: number
  /** Those who are named, and how many more there are. */
  people: PersonView[]
  others: number
  faces: FaceView[]
  /** ms. */
  at: number
  /** Where it leads. */
  path: string
  post: ToldPost | null
  poll: PollView | null
  /** Id of the post that can be answered from here, or ''. */
  answer: string
  /** Somebody waits for a word. */
  asks: boolean
}

/** So many are named; of more, two and the number of the others. */
const mostNamed = 3
const mostFaces = 6

const looks: Record<NotificationType, { icon: string; tone: string }> = {
  mention: { icon: 'named', tone: 'accent' },
  status: { icon: 'bell', tone: '' },
  reblog: { icon: 'boost', tone: 'accent' },
  favourite: { icon: 'star', tone: 'sun' },
  follow: { icon: 'followers', tone: '' },
  follow_request: { icon: 'ask', tone: 'sun' },
  poll: { icon: 'poll', tone: '' },
}

/** What a mention is in plain words: a letter, an answer, or a name in a post. */
function mentionKey({ status }: StatusParts, me: number): string {
  if (status.audience === 'named') return 'told.letter'
  return status.replyToAccountId === me ? 'told.answer' : 'told.mention'
}

function sentenceOf({ group, status }: ToldParts, me: number): string {
  const { type } = group.head
  if (type === 'mention' && status) return mentionKey(status, me)
  if (type === 'poll' && status?.status.accountId === me) return 'told.poll_own'
  return `told.${type}`
}

/** The whole post where its words are the news, its start where they are one's own. */
function postOf(type: NotificationType, parts: StatusParts): ToldPost {
  const { language, warning_html: warning, html } = postView(parts)
  const whole = (type === 'mention' || type === 'status') && warning === ''
  const start = warning || withEmojis(escapeHtml(startOf(parts, 200)), parts.emojis)
  return { language, html: whole ? html : '', start_html: whole ? '' : start, veiled: warning !== '' }
}

/** A row for `me` (account id), who has read up to `readUpTo` (id of a notification). Pure: what may be told was decided when it was loaded. */
export function toldView(parts: ToldParts, me: number, readUpTo: number): ToldView {
  const { group, status } = parts
  const { type } = group.head
  const people = parts.people.map(personView)
  const named = people.slice(0, group.count <= mostNamed ? mostNamed : 2)
  const post = status && postView(status)
  return {
    id: String(group.newestId),
    key: group.key,
    unread: group.newestId > readUpTo,
    ...looks[type],
    ...(status?.status.audience === 'named' && type === 'mention' ? { icon: 'mail' } : {}),
    sentence: sentenceOf(parts, me),
    count: group.count,
    people: named,
    others: Math.max(0, group.count - named.length),
    faces: group.count > 1 ? people.slice(0, mostFaces).map((one) => one.face) : [],
    at: group.newestAt,
    path: post ? post.path : people[0]!.path,
    post: status && postOf(type, status),
    poll: type === 'poll' && post && !status.status.warning ? post.poll : null,
    answer: type === 'mention' && post ? post.id : '',
    asks: type === 'follow_request',
  }
}
