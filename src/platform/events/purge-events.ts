import { z } from 'zod'
import { defineJob } from '../site.ts'

/** Forgets events of more than ten minutes. */
export const purgeEvents = defineJob({
  name: 'events.purge',
  data: z.strictObject({}),
  async run(site) {
    await site.events.purge()
  },
})
