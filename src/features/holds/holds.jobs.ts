import { setImmediate } from 'node:timers/promises'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { clearBatch } from './clear-copies.ts'

/** Destroys the copies that were kept for a released hold; those that another hold covers are kept for that one. */
export const clearCopies = defineJob({
  name: 'holds.clearCopies',
  data: z.strictObject({ holdId: z.int() }),
  run: async (site, { holdId }) => {
    while ((await clearBatch(site, holdId)) > 0) await setImmediate()
  },
})
