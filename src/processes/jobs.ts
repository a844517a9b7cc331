import { endAnnouncement } from '#features/announcements/announcements.jobs.ts'
import { makeArchiveJob, tidyArchives } from '#features/archives/archives.jobs.ts'
import { letterJob, tidyConversations } from '#features/conversations/conversations.jobs.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { clearCopies } from '#features/holds/holds.jobs.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import {
  boostJob,
  favouriteJob,
  followJob,
  mentionsJob,
  mergeJob,
  pollEndJob,
  postJob,
} from '#features/notifications/notifications.jobs.ts'
import { tidyTokens } from '#features/oauth/oauth.jobs.ts'
import { muteEnds, unlocked } from '#features/relationships/relationships.jobs.ts'
import { giveUp, lookForOverdue, publishDue } from '#features/scheduled/scheduled.jobs.ts'
import { indexAllJob, indexJob } from '#features/search/search.jobs.ts'
import { forgetKeys } from '#features/statuses/statuses.jobs.ts'
import { forgetPositions } from '#features/streaming/streaming.jobs.ts'
import { closeJob } from '#features/voting/voting.jobs.ts'
import { deliverPushJob, planPushJob, tidyPush } from '#features/webpush/webpush.jobs.ts'
import { purgeEvents } from '#platform/events/purge-events.ts'
import type { AnyJob } from '#platform/jobs/jobs.ts'
import { purgeJobs } from '#platform/jobs/purge-jobs.ts'
import type { Site } from '#platform/site.ts'

/** Every feature's jobs: what the worker knows how to run. */
export const jobs: readonly AnyJob<Site>[] = [
  clearCopies,
  closeJob,
  endAnnouncement,
  removeLoose,
  sweepMedia,
  forgetKeys,
  forgetPositions,
  boostJob,
  favouriteJob,
  followJob,
  indexAllJob,
  indexJob,
  letterJob,
  makeArchiveJob,
  tidyArchives,
  mentionsJob,
  mergeJob,
  pollEndJob,
  postJob,
  publishDue,
  giveUp,
  lookForOverdue,
  muteEnds,
  tidyConversations,
  tidyTokens,
  planPushJob,
  deliverPushJob,
  tidyPush,
  unlocked,
  purgeEvents,
  purgeJobs,
]
