import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import { keenFollowers } from '#features/relationships/keen-followers.queries.ts'
import { hangMedia, type MediaChange } from '#features/media/hang-media.ts'
import { hangPoll } from '#features/polls/hang-poll.ts'
import type { Site } from '#platform/site.ts'
import { askForIndex } from './ask-for-index.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { composeWish } from './compose-wish.ts'
import { draftStatus } from './draft-status.ts'
import { putMentions } from './mentions.queries.ts'
import type { NewStatus } from './new-status.ts'
import { claimRepeat, earlierStatus, type Repeat } from './repeat.ts'
import { settleWish } from './settle-wish.ts'
import { statusCreated } from './statuses.events.ts'
import { lettersDue, mentionsDue, postDue } from './statuses.jobs.ts'
import { insertStatus } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'
import { putTags } from './tags.queries.ts'

export interface CreateOptions {
  /** The app it is posted through. */
  appId?: number
  /** Under which the same request may be sent again. */
  repeat?: Repeat
  /** What is said anew of its pictures. */
  mediaChanges?: readonly MediaChange[]
  /** What else belongs to the same deed, in the same transaction: the row of status `id` stands, nothing hangs on it yet. What it throws undoes all. */
  within?: (db: Db, id: number) => Promise<void>
}

/**
 * Publishes a post and answers its id; a repeated request answers the first one's. Throws 422 for words that are empty or too long and for
 * pictures that cannot be had and for a poll that cannot be held, 422 and 404 as `draftStatus`.
 */
export async function createStatus(site: Site, viewer: Viewer, wish: NewStatus, o: CreateOptions = {}): Promise<number> {
  const earlier = o.repeat && (await earlierStatus(site, site.store.read, o.repeat))
  if (earlier !== undefined) return earlier
  const { mediaIds = [] } = wish
  const words = await composeWish(site, wish)
  return await site.store.tx(async (db) => {
    const id = site.ids.next()
    const first = o.repeat && (await claimRepeat(site, db, o.repeat, id))
    if (first !== undefined) return first
    const settled = await settleWish(db, viewer, wish)
    const { row, parent, named, silent } = await draftStatus(site, db, viewer, { id, wish: settled, words, appId: o.appId ?? null })

    await insertStatus(db, row)
    await o.within?.(db, id)
    if (mediaIds.length > 0) {
      const { mediaChanges: changes = [] } = o
      await hangMedia(site, db, { statusId: id, accountId: viewer.accountId, ids: mediaIds, changes })
    }
    if (wish.poll) await hangPoll(site, db, id, wish.poll)
    await putMentions(db, [
      ...named.map((accountId) => ({ statusId: id, accountId, silent: false })),
      ...silent.map((accountId) => ({ statusId: id, accountId, silent: true })),
    ])
    await putTags(db, id, words.hashtags, () => site.ids.next())
    if (parent && row.replyCounted) await changeStatusCounts(site, db, parent.id, { replies: 1 })
    if (row.audience !== 'named') await changeCounts(db, viewer.accountId, { statuses: 1, lastStatusAt: row.createdAt })
    if (named.length > 0) await site.jobs.add(db, mentionsDue, { statusId: id })
    if (row.audience === 'named') await site.jobs.add(db, lettersDue, { statusId: id })
    if (await hasKeenReaders(db, row)) await site.jobs.add(db, postDue, { statusId: id })
    await askForIndex(site, db, id)
    await site.events.add(db, statusCreated, { statusId: id, accountId: viewer.accountId })
    return id
  })
}

/** Whether somebody wants to be told of each post of its author, and this is one: answers to others and letters are none. */
const hasKeenReaders = async (db: Db, row: Status): Promise<boolean> =>
  row.audience !== 'named' &&
  (row.replyToAccountId === null || row.replyToAccountId === row.accountId) &&
  (await keenFollowers(db, row.accountId, { after: 0, limit: 1 })).length === 1
