import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { postView, startOf } from '#features/statuses/statuses.html.ts'
import type { AnnouncementParts } from './announcements.json.ts'

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
    // Noon, so that a day is the same day to everybody.
    startsAt: startsAt !== null && allDay ? startsAt + 43_200_000 : startsAt,
    form: allDay ? 'date' : 'long',
  }
}
