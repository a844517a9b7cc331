import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { type PersonView, personView, profilePath } from '#features/accounts/accounts.html.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { type PollView, pollView } from '#features/polls/polls.html.ts'
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
  edited: boolean
  /** Posted by the company account. */
  notice: boolean
  /** Whom it answers, '' when the name stands nowhere in it; null for a post that answers nothing. */
  answers_to: { name: string } | null
  audience: AudienceView
  warning: string
  /** The same with its emoji, escaped. */
  warning_html: string
  /** BCP 47, or '' when the author said none. */
  language: string
  /** Sanitised when it was written. */
  html: string
  poll: PollView | null
  answers: number
  mine: boolean
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
  const { status, account, mentions, emojis, flags } = parts
  const path = `${profilePath(account.account)}/${status.id}`
  const answered = [account, ...mentions].find((one) => one.account.id === status.replyToAccountId)
  return {
    id: String(status.id),
    path,
    history: `${path}/history`,
    author: personView(account),
    at: status.createdAt,
    edited: status.editedAt !== null,
    notice: account.account.id === companyAccountId,
    answers_to: status.replyToAccountId === null ? null : { name: answered ? personView(answered).name : '' },
    audience: audienceView(status),
    warning: status.warning,
    warning_html: withEmojis(escapeHtml(status.warning), emojis),
    language: status.language ?? '',
    html: withEmojis(status.content, emojis),
    poll: parts.poll && pollView(parts.poll, flags, personView(account).name),
    answers: status.repliesCount,
    mine: flags.mine,
  }
}

const spaces = /\s+/g

/** The start of a post as one line of plain text, for titles and for what an answer quotes. `most` counts UTF-16 units, whole words. */
export function startOf(parts: StatusParts, most = 80): string {
  const line = (parts.status.warning || parts.status.text).replace(spaces, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`
}
