import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

const ofPoll = z.strictObject({ pollId: z.int(), statusId: z.int() })

/** Somebody voted, nobody says who. Pages show the new result; Mastodon's streams say nothing of votes. */
export const pollVoted = defineEvent('poll.voted', ofPoll)

/** The time of a poll has run out: what depends on that is to be shown anew. */
export const pollClosed = defineEvent('poll.closed', ofPoll)
