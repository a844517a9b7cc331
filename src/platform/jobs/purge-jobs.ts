import { z } from 'zod'
import { defineJob } from '../site.ts'

/** Forgets dead jobs of more than seven days. */
export const purgeJobs = defineJob({
  name: 'jobs.purge',
  data: z.strictObject({}),
  async run(site) {
    await site.jobs.purge()
  },
})
