import { closePoll } from '#features/polls/close-poll.ts'
import { closeDue } from '#features/polls/polls.jobs.ts'
import { statusTouched } from '#features/statuses/statuses.events.ts'
import { defineJob } from '#platform/site.ts'

/** Added by whatever sets the end of a poll, for that moment. */
export const closeJob = defineJob({
  ...closeDue,
  async run(site, { pollId }) {
    await site.store.tx(async (db) => {
      const statusId = await closePoll(site, db, pollId)
      if (statusId !== undefined) await site.events.add(db, statusTouched, { statusId })
    })
  },
})
