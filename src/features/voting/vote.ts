import { forbidden, notFound, unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { castBallot } from '#features/polls/cast-ballot.ts'
import { pollById } from '#features/polls/polls.queries.ts'
import { lockSeen } from '#features/statuses/lock-seen.ts'
import { statusTouched } from '#features/statuses/statuses.events.ts'
import { canVote } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'

/**
 * Votes in a poll: once for each account, also where several options can be chosen (README). Throws 404 for a poll that is not there or whose
 * post is hidden (SEC:V6), 403 for one of somebody whom the viewer has blocked, 422 for the viewer's own and as `castBallot`.
 */
export async function vote(site: Site, viewer: Viewer, pollId: number, choices: readonly number[]): Promise<void> {
  await site.store.tx(async (db) => {
    const poll = await pollById(db, pollId)
    if (!poll) throw notFound('poll')
    // The status before the poll, as an edit and a removal lock them.
    const { status, facts } = await lockSeen(site, db, viewer, poll.statusId)
    if (!canVote(viewer, status, facts)) throw forbidden()
    if (status.accountId === viewer.accountId) throw unprocessable('poll_own', 'Validation failed: You cannot vote in your own polls')
    await castBallot(site, db, { pollId, accountId: viewer.accountId, choices })
    await site.events.add(db, statusTouched, { statusId: status.id })
  })
}
