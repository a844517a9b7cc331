import { unprocessable } from '#base/errors.ts'
import type { Announcement } from './announcements.schema.ts'

const day = 86_400_000

/** When what is announced takes place, ms; all day: of its first and last day any moment, UTC. */
export interface Dates {
  startsAt: number | null
  endsAt: number | null
  allDay: boolean
}

/**
 * The columns of dates. An announcement is shown until what it tells of is over; one that lasts all day, to the end of its last day.
 * Throws 422 for one date without the other, and for an end before the beginning, as Mastodon.
 */
export function datesOf({ startsAt, endsAt, allDay }: Dates): Omit<Announcement, 'id'> {
  if (startsAt === null || endsAt === null) {
    if (startsAt !== endsAt || allDay)
      throw unprocessable('announcement_dates', 'An announcement has both a beginning and an end, or neither')
    return { startsAt, endsAt, allDay: false, shownUntil: null }
  }
  const [from, to] = allDay ? [startsAt - (startsAt % day), endsAt - (endsAt % day)] : [startsAt, endsAt]
  if (to < from) throw unprocessable('announcement_order', 'The end lies before the beginning')
  return { startsAt: from, endsAt: to, allDay, shownUntil: allDay ? to + day : to }
}
