import { setImmediate as breathe } from 'node:timers/promises'
import { lettersDue } from '#features/statuses/statuses.jobs.ts'
import type { Site } from '#platform/site.ts'
import { z } from 'zod'
import { isMerged, unfilter } from './merge.queries.ts'
import { notificationsMerged } from './notifications.events.ts'

/** Asks that what was set aside from an accepted sender come back. */
export const mergeDue = { name: 'notifications.merge', data: z.strictObject({ accountId: z.int(), fromAccountId: z.int() }) }

/** Rows in one transaction. */
const batch = 500

/**
 * Brings back what the account's policy had set aside from a sender, its letters among the conversations too. Streams are told once, when
 * nothing is left of any accepted sender.
 */
export async function mergeRequest(site: Site, pair: { accountId: number; fromAccountId: number }): Promise<void> {
  for (let more = true; more; await breathe()) {
    more = await site.store.tx(async (db) => {
      const { count, letterIds } = await unfilter(db, pair, batch)
      for (const statusId of letterIds) await site.jobs.add(db, lettersDue, { statusId })
      if (count === batch) return true
      if (await isMerged(db, pair.accountId)) await site.events.add(db, notificationsMerged, { accountId: pair.accountId })
      return false
    })
  }
}
