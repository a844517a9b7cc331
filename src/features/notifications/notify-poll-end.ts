import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import { pollById, votersOf } from '#features/polls/polls.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'
import type { Site } from '#platform/site.ts'
import { tell } from './tell.ts'

/** Voters told in one transaction. */
const batch = 50

/**
 * Tells the author of a poll, and whoever voted in it and may still see it, that it has ended: once each however often this runs, or the poll
 * ends. From whom it comes is the author in every case, as in Mastodon.
 */
export async function notifyPollEnd(site: Site, pollId: number): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; await breathe()) after = await tellSome(site, pollId, after)
}

/** Tells the next of them; answers after which voter to go on, undefined at the end. */
const tellSome = async (site: Site, pollId: number, after: number): Promise<number | undefined> =>
  await site.store.tx(async (db) => {
    const poll = await pollById(db, pollId)
    const status = poll && (await lockStatus(db, poll.statusId))
    if (!status) return undefined
    if (after === 0) await notify(site, db, status, status.accountId)
    const voters = await votersOf(db, pollId, { after, limit: batch })
    for (const accountId of voters) await notify(site, db, status, accountId)
    return voters.length < batch ? undefined : voters.at(-1)
  })

async function notify(site: Site, db: Db, status: Status, accountId: number): Promise<void> {
  const [judged] = await judge(site, db, { accountId }, [status.id])
  if (!judged || !canNotify({ accountId }, judged.status, judged.facts)) return
  await tell(site, db, { accountId, type: 'poll', fromAccountId: status.accountId, statusId: status.id }, status.threadId)
}
