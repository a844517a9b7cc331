import { lettersDue } from '#features/statuses/statuses.jobs.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deleteEmpty } from './conversations.queries.ts'
import { fileLetter } from './file-letter.ts'

/** Added by createStatus and editStatus in their own transaction, and for what an accepted request brings back. */
export const letterJob = defineJob({ ...lettersDue, run: async (site, { statusId }) => await fileLetter(site, statusId) })

const batch = 500

/** Removes conversations whose posts are all gone. */
export const tidyConversations = defineJob({
  name: 'conversations.tidy',
  data: z.strictObject({}),
  async run(site) {
    while ((await site.store.tx(async (db) => await deleteEmpty(db, batch))) === batch);
  },
})
