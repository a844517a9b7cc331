import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { type FaceView, type PersonView, personView, profilePath } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { type PollView, pollView } from '#features/polls/polls.html.ts'
import { type PictureView, pictureViews } from './pictures.html.ts'
import type { StatusParts } from './statuses.json.ts'
import type { AudienceColumns } from './audience.ts'

/** The words for an audience (a locale key) and its picture; the usual case has none. */
export interface AudienceView {
  key: string
  icon: string
}

/** What `partials/post.hbs` shows. */
export interface PostView {
  id: string
  path: string
  history: string
  author: PersonView
  /** ms. */
  at: number
  /** Ms of its place in a list: when it was written, or passed on. */
  placed_at: number
  /** Id of what stands in the list: the post, or somebody's boost of it. */
  place: number
  edited: boolean
  /** Posted by the company account. */
  notice: boolean
  /** Whom it answers, '' when they have gone; null for a post that answers nothing. */
  answers_to: { name: string; name_html: string } | null
  audience: AudienceView
  warning: string
  /** The same with its emoji, escaped. */
  warning_html: string
  /** BCP 47, or '' when the author said none. */
  language: string
  /** Sanitised when it was written. */
  html: string
  poll: PollView | null
  pictures: PictureView[]
  /** The author asks to look twice before the pictures are shown. */
  veiled: boolean
  answers: number
  acts: ActsView
  mine: boolean
  /** Who passed it on, when that is why it stands here. */
  boosters: BoostersView | null
}

/** What the reader can do with a post and has done: `partials/acts.hbs`. */
export interface ActsView {
  id: string
  path: string
  history: string
  /** Author's name, for those who do not see which post a button belongs to. */
  name: string
  answers: number
  boosts: number
  favourites: number
  boosted: boolean
  favourited: boolean
  kept: boolean
  pinned: boolean
  hushed: boolean
  can_boost: boolean
  can_pin: boolean
  edited: boolean
  mine: boolean
}

/** Faces of those who passed a post on, and the words for them. */
export interface BoostersView {
  faces: FaceView[]
  /** Locale key; `a`, `b` are names as HTML, `count` says how many others. */
  key: string
  a_html: string
  b_html: string
  count: number
}

const nameOf = (account: AccountParts | null) => {
  const { name, name_html } = account ? personView(account) : { name: '', name_html: '' }
  return { name, name_html }
}

/** Plain words for who can read a post (the look's table of audiences). */
export function audienceView(status: Pick<AudienceColumns, 'audience' | 'listed'>): AudienceView {
  switch (status.audience) {
    case 'everyone':
      return status.listed ? { key: 'audience.everyone', icon: '' } : { key: 'audience.quiet', icon: 'all' }
    case 'followers':
      return { key: 'audience.followers', icon: 'followers' }
    case 'group':
      return { key: 'audience.group', icon: 'people' }
    case 'named':
      return { key: 'audience.named', icon: 'named' }
  }
}

/** A post as its partial shows it. Pure: what may be shown was decided when `parts` were loaded. */
export function postView(parts: StatusParts): PostView {
  const { status, account, answered, emojis, flags } = parts
  const path = `${profilePath(account.account)}/${status.id}`
  return {
    id: String(status.id),
    path,
    history: `${path}/history`,
    author: personView(account),
    at: status.createdAt,
    placed_at: status.createdAt,
    place: status.id,
    edited: status.editedAt !== null,
    notice: account.account.id === companyAccountId,
    answers_to: status.replyToAccountId === null ? null : nameOf(answered),
    audience: audienceView(status),
    warning: status.warning,
    warning_html: withEmojis(escapeHtml(status.warning), emojis),
    language: status.language ?? '',
    html: withEmojis(parts.content, emojis),
    poll: parts.poll && pollView(parts.poll, flags, personView(account).name),
    pictures: pictureViews(parts.media),
    veiled: status.sensitive && status.warning === '',
    answers: status.repliesCount,
    acts: actsView(parts),
    mine: flags.mine,
    boosters: null,
  }
}

/** What can be done with a post. Who may pass it on is said as `canBoost` has it; the verb decides anew. */
export function actsView({ status, account, flags }: StatusParts): ActsView {
  const path = `${profilePath(account.account)}/${status.id}`
  return {
    id: String(status.id),
    path,
    history: `${path}/history`,
    name: personView(account).name,
    answers: status.repliesCount,
    boosts: status.boostsCount,
    favourites: status.favouritesCount,
    boosted: flags.boosted,
    favourited: flags.favourited,
    kept: flags.bookmarked,
    pinned: flags.pinned,
    hushed: flags.threadMuted,
    can_boost: status.audience === 'everyone' || (status.audience !== 'named' && flags.mine),
    can_pin: flags.mine && status.audience !== 'named',
    edited: status.editedAt !== null,
    mine: flags.mine,
  }
}

const spaces = /\s+/g

/** The same as HTML, with the emoji of our own as pictures. */
export const startHtml = (parts: StatusParts, most?: number): string => withEmojis(escapeHtml(startOf(parts, most)), parts.emojis)

/** The start of a post as one line of plain text, for titles. `most` counts UTF-16 units, whole words. */
export function startOf(parts: StatusParts, most = 80): string {
  const line = (parts.status.warning || parts.status.text).replace(spaces, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`
}
