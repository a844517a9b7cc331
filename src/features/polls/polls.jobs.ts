import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { pollClosed } from './polls.events.ts'
import { lockPoll, updatePoll } from './polls.queries.ts'

const ofPoll = z.strictObject({ pollId: z.int() })

/** Asks that the author and the voters of a closed poll be told. Feature notifications runs it: it comes later in the order. */
export const pollEndDue = { name: 'notifications.poll', data: ofPoll }

/** Closes a poll at its end; one whose end has moved waits for the job of its new end. */
export const closePoll = defineJob({
  name: 'polls.close',
  data: ofPoll,
  async run(site, { pollId }) {
    await site.store.tx(async (db) => {
      const poll = await lockPoll(db, pollId)
      const now = site.clock.now()
      if (!poll || poll.closedAt !== null || poll.endsAt > now) return
      await updatePoll(db, pollId, { closedAt: now })
      await site.events.add(db, pollClosed, { pollId, statusId: poll.statusId })
      await site.jobs.add(db, pollEndDue, { pollId })
    })
  },
})
