import { pollEndDue } from '#features/polls/polls.jobs.ts'
import { followDue } from '#features/relationships/follow-due.ts'
import { boostDue, favouriteDue, mentionsDue, postDue } from '#features/statuses/statuses.jobs.ts'
import { defineJob } from '#platform/site.ts'
import { mergeDue, mergeRequest } from './merge-requests.ts'
import { notifyBoost } from './notify-boost.ts'
import { notifyFavourite } from './notify-favourite.ts'
import { notifyFollow } from './notify-follow.ts'
import { notifyMentions } from './notify-mentions.ts'
import { notifyPollEnd } from './notify-poll-end.ts'
import { notifyPost } from './notify-post.ts'

/** Added by createStatus and editStatus in their own transaction. */
export const mentionsJob = defineJob({ ...mentionsDue, run: async (site, { statusId }) => await notifyMentions(site, statusId) })

/** Added by createStatus where somebody wants to hear of each post of its author. */
export const postJob = defineJob({ ...postDue, run: async (site, { statusId }) => await notifyPost(site, statusId) })

/** Added by favourite and unfavourite. */
export const favouriteJob = defineJob({
  ...favouriteDue,
  run: async (site, { accountId, statusId }) => await notifyFavourite(site, accountId, statusId),
})

/** Added by boost, and by whatever retires a boost. */
export const boostJob = defineJob({
  ...boostDue,
  run: async (site, { accountId, statusId }) => await notifyBoost(site, accountId, statusId),
})

/** Added by the verbs of follows and of requests to follow. */
export const followJob = defineJob({
  ...followDue,
  run: async (site, { accountId, targetId }) => await notifyFollow(site, accountId, targetId),
})

/** Added when a poll is closed. */
export const pollEndJob = defineJob({ ...pollEndDue, run: async (site, { pollId }) => await notifyPollEnd(site, pollId) })

/** Added by acceptRequests. */
export const mergeJob = defineJob({ ...mergeDue, run: async (site, pair) => await mergeRequest(site, pair) })
