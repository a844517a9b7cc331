import { unprocessable } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { countScheduled } from './scheduled.queries.ts'

/** How far ahead a post is scheduled at least, ms. */
export const leastAhead = 300_000
/** Mastodon's numbers: how many may wait, in all and for one day (UTC). */
const mostInAll = 300
const mostOnDay = 25

const day = 86_400_000

/** A post for later that is made or moved. */
interface Wanted {
  accountId: number
  dueAt: number
  /** Its own id: it does not stand in its own way. */
  id: number
}

/**
 * Throws 422, in Mastodon's words, for a moment that is less than five minutes ahead, and when the account has as many posts for later as it
 * may have, in all or for that day. Locks the account, so that two requests do not both find the last place.
 */
export async function demandRoom(site: Site, db: Db, { accountId, dueAt, id: except }: Wanted): Promise<void> {
  if (dueAt < site.clock.now() + leastAhead)
    throw unprocessable('scheduled_too_soon', 'Validation failed: Scheduled at date must be in the future')
  await lockAccounts(db, [accountId])
  if ((await countScheduled(db, accountId, { except })) >= mostInAll)
    throw unprocessable('scheduled_too_many', `Validation failed: You have exceeded the limit of ${mostInAll} scheduled posts`, {
      params: { most: mostInAll },
    })
  const from = dueAt - (dueAt % day)
  if ((await countScheduled(db, accountId, { except, from, to: from + day })) >= mostOnDay)
    throw unprocessable('scheduled_full_day', `Validation failed: You have exceeded the limit of ${mostOnDay} scheduled posts for today`, {
      params: { most: mostOnDay },
    })
}
