import { setImmediate as breathe } from 'node:timers/promises'
import type { Site } from '#platform/site.ts'
import { requestRows } from './account-lists.queries.ts'
import { letIn } from './let-in.ts'
import { listCut } from './list-cut.ts'
import { lockPair } from './lock-pair.ts'

const batch = 100

/** Lets everybody in who waits for the account's consent, one transaction for each, as long as the account is unlocked. */
export async function letAllIn(site: Site, accountId: number): Promise<void> {
  for (let maxId: number | undefined; ;) {
    const rows = await requestRows(site.store.read, accountId, listCut({ limit: batch, ...(maxId === undefined ? {} : { maxId }) }))
    for (const { accountId: askerId } of rows) {
      const open = await site.store.tx(async (db) => {
        const pair = { accountId: askerId, targetId: accountId }
        const { locked } = await lockPair(db, pair)
        if (!locked) await letIn(site, db, pair)
        return !locked
      })
      if (!open) return
      await breathe()
    }
    if (rows.length < batch) return
    maxId = rows.at(-1)?.id
  }
}
