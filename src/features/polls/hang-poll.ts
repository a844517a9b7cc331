import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { checkPoll, type PollWish } from './check-poll.ts'
import { dropPolls } from './drop-polls.ts'
import { closeDue } from './polls.jobs.ts'
import { deleteBallots, insertPoll, lockPollsOf, updatePoll } from './polls.queries.ts'
import type { Poll } from './polls.schema.ts'

/**
 * Makes a status ask this and nothing else, in the transaction that writes it; null takes its poll away. Other options or another number of
 * choices begin the count anew, all else leaves the votes as they are (Mastodon's UpdateStatusService). Answers whether anything is different
 * now. Throws 422 as `checkPoll`.
 */
export async function hangPoll(site: Site, db: Db, statusId: number, wish: PollWish | null): Promise<boolean> {
  const [before] = await lockPollsOf(db, [statusId])
  if (!wish) {
    await dropPolls(site, db, [statusId])
    return before !== undefined
  }
  const { options, lasts, multiple, hideTotals } = checkPoll(wish)
  const columns = { options, multiple, hideTotals, endsAt: site.clock.now() + lasts * 1000 }
  const fresh = { tallies: options.map(() => 0), votersCount: 0 }
  if (!before) {
    const id = site.ids.next()
    await insertPoll(db, { id, statusId, ...columns, ...fresh, closedAt: null })
    await closeAtEnd(site, db, { id, ...columns })
    return true
  }
  const { id } = before
  if (same(before, columns)) return false
  const kept = same(before, { options, multiple })
  if (!kept) await deleteBallots(db, id)
  await updatePoll(db, id, { ...columns, ...(kept ? {} : fresh), closedAt: null })
  await closeAtEnd(site, db, { id, ...columns })
  return true
}

const same = (poll: Poll, columns: Partial<Poll>) =>
  (Object.keys(columns) as (keyof Poll)[]).every((name) => JSON.stringify(poll[name]) === JSON.stringify(columns[name]))

/** One job for each poll waits; a run of an earlier one finds that the end has moved. */
async function closeAtEnd(site: Site, db: Db, { id, endsAt }: Pick<Poll, 'id' | 'endsAt'>): Promise<void> {
  await site.jobs.cancel(db, closeDue, String(id))
  await site.jobs.add(db, closeDue, { pollId: id }, { at: endsAt, once: String(id) })
}
