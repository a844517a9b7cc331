import { setImmediate as breathe } from 'node:timers/promises'
import { indexDue } from '#features/statuses/statuses.jobs.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { indexStatuses } from './index-statuses.ts'
import { indexUnindexed } from './index-unindexed.ts'
import { lockToIndexAbove } from './words.queries.ts'

/** Posts that one run brings in, and those of them in one transaction. */
const batch = 500
const step = 50

/** Added by createStatus and editStatus in their own transaction. It rests, so that it finds many: each commit adds a segment to the index. */
export const indexJob = defineJob({ ...indexDue, rest: 200, run: async (site) => await indexUnindexed(site) })

/** Brings in all posts above an id, the oldest first; goes on in a job of its own after each batch. A migration adds it. */
export const indexAllJob = defineJob({
  name: 'search.index-all',
  data: z.strictObject({ above: z.int() }),
  async run(site, data) {
    let { above } = data
    for (let done = 0; done < batch; done += step) {
      const ids = await site.store.tx(async (db) => {
        const locked = await lockToIndexAbove(db, above, step)
        await indexStatuses(db, locked)
        return locked
      })
      if (ids.length < step) return
      above = ids.at(-1)!
      await breathe()
    }
    await site.store.tx(async (db) => await site.jobs.add(db, indexAllJob, { above }, { priority: -1 }))
  },
})
