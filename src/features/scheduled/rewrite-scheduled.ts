import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { type CreateOptions, createStatus } from '#features/statuses/create.ts'
import type { Site } from '#platform/site.ts'
import { lockScheduled } from './scheduled.queries.ts'
import type { Posting } from './post-or-schedule.ts'
import { scheduleStatus } from './schedule-status.ts'
import { unschedule } from './unschedule.ts'

/** A post for later that is written anew. */
export interface Rewriting extends Posting {
  /** The one that goes. */
  insteadOf: number
}

/**
 * Publishes a post, or keeps it for another moment, in place of one that waits, in one transaction; its pictures move along. A refused post leaves
 * the old one as it is. Answers the id of what was made. Throws as `scheduleStatus`, 404 for somebody else's (SEC:V5), and 422
 * `scheduled_gone` for one that waits no more: it may have been published meanwhile, and must not be so twice.
 */
export async function rewriteScheduled(
  site: Site,
  viewer: Viewer,
  { insteadOf, wish, dueAt }: Rewriting,
  o: Pick<CreateOptions, 'repeat' | 'mediaChanges'> = {},
): Promise<number> {
  const within = async (db: Db) => {
    if (!(await lockScheduled(db, insteadOf))) throw unprocessable('scheduled_gone', 'It waits no more')
    await unschedule(site, viewer, insteadOf)
  }
  return dueAt === null
    ? await createStatus(site, viewer, wish, { ...o, within })
    : await scheduleStatus(site, viewer, { wish, dueAt }, { ...o, within })
}
