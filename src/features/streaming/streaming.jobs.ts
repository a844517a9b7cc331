import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { noteLife } from './notes.ts'
import { deleteOldPositions } from './positions.queries.ts'

const batch = 500

/** Forgets how far streams were told that ended more than ten minutes ago. */
export const forgetPositions = defineJob({
  name: 'streaming.forget-positions',
  data: z.strictObject({}),
  async run(site) {
    const before = site.clock.now() - noteLife
    while ((await site.store.tx(async (db) => await deleteOldPositions(db, before, batch))) >= batch);
  },
})
