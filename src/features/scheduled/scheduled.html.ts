import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { momentsAt, wallClock } from '#base/local-time.ts'
import { type AudienceView, audienceView } from '#features/statuses/statuses.html.ts'
import { type PictureView, pictureViews } from '#features/statuses/pictures.html.ts'
import type { AudienceWish } from '#features/statuses/new-status.ts'
import { leastAhead } from './demand-room.ts'
import type { ScheduledParts } from './scheduled.json.ts'
import { type TypedMoment, zoneOf } from './typed-moment.ts'

/** A zone as people read it. */
export const zoneName = (zone: string) => zone.replaceAll('_', ' ')

/** The fields of a moment: `partials/moment.hbs`. */
export interface MomentView {
  at: string
  zone: string
  zone_name: string
  /** The first that can be chosen. */
  least: string
  /** Of a time that comes twice, the two that it can be; `label` is a clock with its distance from UTC. */
  turns: { value: 'first' | 'second'; label: string; chosen: boolean }[]
  /** Already translated; '' = none. */
  fault: string
}

/** Who types, and when. */
export interface Typing {
  locale: string
  timeZone: string
  now: number
}

const minute = 60_000
const turnNames = ['first', 'second'] as const

/** The fields with what was typed in them; `fault` is translated already. */
export function momentView(typed: TypedMoment, { locale, timeZone, now }: Typing, fault = ''): MomentView {
  const zone = zoneOf(typed, timeZone)
  const clock = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit', timeZoneName: 'shortOffset' })
  const moments = momentsAt(typed.at, zone) ?? []
  return {
    at: typed.at,
    zone,
    zone_name: zoneName(zone),
    least: wallClock(now + leastAhead + minute, zone),
    turns:
      moments.length < 2 ? [] : turnNames.map((value, i) => ({ value, label: clock.format(moments[i]), chosen: typed.turn === value })),
    fault,
  }
}

/** A post for later as its author's list shows it. */
export interface ScheduledView {
  id: string
  path: string
  /** ms. */
  due: number
  /** Locale key of why it was not published at that time; '' = it waits. */
  failed: string
  /** Escaped, with their emoji. */
  text_html: string
  warning_html: string
  /** BCP 47, or ''. */
  language: string
  audience: AudienceView
  answers: boolean
  options: { html: string }[]
  pictures: PictureView[]
}

/** Address of what can be done with a post for later. */
export const scheduledPath = (id: number | string) => `/scheduled/${id}`

const audienceOf = (wish: AudienceWish | null): AudienceView =>
  audienceView({ audience: wish?.kind ?? 'everyone', listed: wish?.kind !== 'everyone' || wish.listed })

/** Pure: whose it is was asked when it was loaded. */
export const scheduledView = ({ row, media }: ScheduledParts, emojis: readonly CustomEmoji[]): ScheduledView => ({
  id: String(row.id),
  path: scheduledPath(row.id),
  due: row.dueAt,
  failed: row.failedAt === null || row.reason === null ? '' : `scheduled.failed_${row.reason}`,
  text_html: withEmojis(escapeHtml(row.wish.text), emojis),
  warning_html: withEmojis(escapeHtml(row.wish.warning), emojis),
  language: row.wish.language ?? '',
  audience: audienceOf(row.wish.audience),
  answers: row.wish.replyToId !== null,
  options: (row.wish.poll?.options ?? []).map((option) => ({ html: withEmojis(escapeHtml(option), emojis) })),
  pictures: pictureViews(media),
})
