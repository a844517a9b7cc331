import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

const ofAnnouncement = z.strictObject({ announcementId: z.int() })

/** An announcement is shown to everybody from now on. */
export const announcementPublished = defineEvent('announcement.published', ofAnnouncement)

/** Its words or its dates are others. */
export const announcementChanged = defineEvent('announcement.changed', ofAnnouncement)

/** Somebody reacted to it with `name`, or took that back; the count is read anew, 0 = nobody is left. */
export const announcementReacted = defineEvent('announcement.reacted', ofAnnouncement.extend({ name: z.string() }))

/** It is shown to nobody any more: withdrawn, or its time is over. */
export const announcementWithdrawn = defineEvent('announcement.withdrawn', ofAnnouncement)
