import { z } from 'zod'

const ofPoll = z.strictObject({ pollId: z.int() })

/** Asks that a poll be closed, due at its end. Feature voting runs it: it knows the posts, which come later in the order. */
export const closeDue = { name: 'polls.close', data: ofPoll }

/** Asks that the author and the voters of a closed poll be told. Feature notifications runs it. */
export const pollEndDue = { name: 'notifications.poll', data: ofPoll }
