import type { Viewer } from '#base/viewer.ts'
import { keepMedia } from '#features/media/keep-media.ts'
import { composeWish } from '#features/statuses/compose-wish.ts'
import type { CreateOptions } from '#features/statuses/create.ts'
import { draftStatus } from '#features/statuses/draft-status.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { claimRepeat, earlierStatus, repeatName } from '#features/statuses/repeat.ts'
import { settleWish } from '#features/statuses/settle-wish.ts'
import type { Site } from '#platform/site.ts'
import { addPublishing } from './add-publishing.ts'
import { demandRoom } from './demand-room.ts'
import { insertScheduled } from './scheduled.queries.ts'

/** What is scheduled: the post, and when it is due, ms. */
export interface Scheduling {
  wish: NewStatus
  dueAt: number
}

/**
 * Keeps a post until it is due and answers the id under which it waits; a repeated request answers the first one's, which may be a status by
 * then. What would be refused if it were published now is refused at once, by the same 404 and 422; 422 also as `demandRoom`. What the author
 * left to their settings is settled here, so that a later change of those does not widen it. `o.within` as in `createStatus`.
 */
export async function scheduleStatus(
  site: Site,
  viewer: Viewer,
  { wish, dueAt }: Scheduling,
  o: Pick<CreateOptions, 'appId' | 'repeat' | 'mediaChanges' | 'within'> = {},
): Promise<number> {
  const earlier = o.repeat && (await earlierStatus(site, site.store.read, o.repeat))
  if (earlier !== undefined) return earlier
  const { accountId } = viewer
  const { mediaIds = [] } = wish
  const words = await composeWish(site, wish)
  return await site.store.tx(async (db) => {
    const id = site.ids.next()
    const first = o.repeat && (await claimRepeat(site, db, o.repeat, id))
    if (first !== undefined) return first
    await o.within?.(db, id)
    const settled = await settleWish(db, viewer, wish)
    await draftStatus(site, db, viewer, { id, wish: settled, words, appId: o.appId ?? null })
    await demandRoom(site, db, { accountId, dueAt, id })
    const repeat = o.repeat ? repeatName(o.repeat) : null
    const waiting = { failedAt: null, reason: null, createdAt: site.clock.now() }
    await insertScheduled(db, { id, accountId, wish: settled, appId: o.appId ?? null, repeat, dueAt, ...waiting })
    if (mediaIds.length > 0) await keepMedia(db, { scheduledId: id, accountId, ids: mediaIds, changes: o.mediaChanges ?? [] })
    await addPublishing(site, db, { id, dueAt })
    return id
  })
}
