import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { postView, startOf } from '#features/statuses/statuses.html.ts'
import type { SignChoice } from './signs.html.ts'
import type { AnnouncementParts } from './announcements.json.ts'

/** Ms: noon of a whole day, so that it is the same day to everybody. */
const noon = 43_200_000

/** An announcement in one line; the post says the rest. */
export const announcementView = ({ announcement, post }: AnnouncementParts) => {
  const { id, path, language } = postView(post)
  const { startsAt, allDay } = announcement
  const line = startOf(post, 140)
  return {
    id,
    path,
    language,
    line,
    line_html: withEmojis(escapeHtml(line), post.emojis),
    startsAt: startsAt !== null && allDay ? startsAt + noon : startsAt,
    form: allDay ? 'date' : 'long',
  }
}

/** What one can react with, and what was refused. */
export interface Adding {
  signs: readonly SignChoice[]
  /** `fault` is translated already. */
  refused?: { id: number; other: string; fault: string }
}

const noFault = { other: '', fault: '' }

/** An announcement as its own page shows it: all of its words, and how people reacted. */
export const announcementPageView = (parts: AnnouncementParts, { signs, refused }: Adding) => {
  const { announcement, post, reactions, read } = parts
  const { html, at } = postView(post)
  const { endsAt, allDay } = announcement
  return {
    ...announcementView(parts),
    html,
    at,
    read,
    endsAt: endsAt !== null && allDay ? endsAt + noon : endsAt,
    add: { ...noFault, ...(refused?.id === announcement.id ? refused : {}), id: String(announcement.id), signs },
    reactions: reactions.map(({ name, count, mine, emoji }, index) => ({
      index,
      name,
      count,
      mine,
      html: emoji ? withEmojis(escapeHtml(`:${name}:`), [emoji]) : escapeHtml(name),
    })),
  }
}
