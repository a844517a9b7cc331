import type { Db } from '#db/store.ts'
import { isHushed } from '#features/relationships/hushed.queries.ts'
import { mutedThreadsAmong } from '#features/statuses/thread-mutes.queries.ts'
import type { Site } from '#platform/site.ts'
import { groupKeyFor } from './group-key.ts'
import { notificationCreated } from './notifications.events.ts'
import { type Cause, insertNotification } from './notifications.queries.ts'
import { pushDue } from './push-due.ts'
import { noteRequest } from './requests.queries.ts'
import { weigh } from './weigh.ts'

/**
 * Tells an account of something, in the caller's transaction, unless it has been told, has put away whoever did it, or has muted the thread
 * (`threadId`, where it is about a post). Whether the account may see the post is for the caller to ask. What its policy filters is kept
 * without an event, a mention under a request of its sender; what it drops leaves no trace.
 */
export async function tell(site: Site, db: Db, cause: Cause, threadId?: number): Promise<void> {
  const { accountId, fromAccountId } = cause
  const now = site.clock.now()
  // Only the end of one's own poll is told to oneself.
  if ((accountId === fromAccountId && cause.type !== 'poll') || (await isHushed(db, accountId, fromAccountId, now))) return
  if (threadId !== undefined && (await mutedThreadsAmong(db, accountId, [threadId])).size > 0) return
  const fate = await weigh(site, db, cause)
  if (fate === 'drop') return
  const id = site.ids.next()
  const filtered = fate === 'filter'
  const groupKey = filtered ? null : await groupKeyFor(db, cause, now)
  if (!(await insertNotification(db, { id, ...cause, createdAt: now, filtered, groupKey }))) return
  if (filtered) {
    if (cause.type === 'mention') await noteRequest(db, { id: site.ids.next(), accountId, fromAccountId, at: now })
    return
  }
  await site.events.add(db, notificationCreated, { notificationId: id, accountId })
  await site.jobs.add(db, pushDue, { notificationId: id, accountId, type: cause.type })
}
