import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { pollClosed } from './polls.events.ts'
import { pollEndDue } from './polls.jobs.ts'
import { lockPoll, updatePoll } from './polls.queries.ts'

/**
 * Closes a poll whose time has run out, and answers the status that asked; undefined for one that is gone, is closed, or whose end has moved:
 * then the job of the new end closes it. Whoever is concerned is told by another job.
 */
export async function closePoll(site: Site, db: Db, pollId: number): Promise<number | undefined> {
  const poll = await lockPoll(db, pollId)
  const now = site.clock.now()
  if (!poll || poll.closedAt !== null || poll.endsAt > now) return undefined
  const { statusId } = poll
  await updatePoll(db, pollId, { closedAt: now })
  await site.events.add(db, pollClosed, { pollId, statusId })
  await site.jobs.add(db, pollEndDue, { pollId })
  return statusId
}
