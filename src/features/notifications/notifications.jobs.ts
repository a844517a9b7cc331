import { mentionsDue } from '#features/statuses/statuses.jobs.ts'
import { defineJob } from '#platform/site.ts'
import { notifyMentions } from './notify-mentions.ts'

/** Added by createStatus and editStatus in their own transaction. */
export const mentionsJob = defineJob({ ...mentionsDue, run: async (site, { statusId }) => await notifyMentions(site, statusId) })
