import { setImmediate as breathe } from 'node:timers/promises'
import { wordsDue } from '#features/statuses/statuses.jobs.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { indexLocked, indexStatus } from './index-status.ts'
import { lockToIndexAbove } from './words.queries.ts'

/** Posts that one run brings in, and those of them in one transaction. */
const batch = 500
const step = 50

/** Added by createStatus and editStatus in their own transaction. */
export const indexJob = defineJob({ ...wordsDue, run: async (site, { statusId }) => await indexStatus(site, statusId) })

/** Brings in all posts above an id, the oldest first; goes on in a job of its own after each batch. A migration adds it. */
export const indexAllJob = defineJob({
  name: 'search.index-all',
  data: z.strictObject({ above: z.int() }),
  async run(site, data) {
    let { above } = data
    for (let done = 0; done < batch; done += step) {
      const ids = await site.store.tx(async (db) => {
        const locked = await lockToIndexAbove(db, above, step)
        await indexLocked(db, locked)
        return locked
      })
      if (ids.length < step) return
      above = ids.at(-1)!
      await breathe()
    }
    await site.store.tx(async (db) => await site.jobs.add(db, indexAllJob, { above }, { priority: -1 }))
  },
})
