import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import { keenFollowers } from '#features/relationships/keen-followers.queries.ts'
import { hangMedia } from '#features/media/hang-media.ts'
import { hangPoll } from '#features/polls/hang-poll.ts'
import { picturesOrPoll } from '#features/polls/pictures-or-poll.ts'
import type { Site } from '#platform/site.ts'
import { audienceOf } from './audience.ts'
import { composeText } from './compose-text.ts'
import { lockSeen } from './lock-seen.ts'
import { putMentions } from './mentions.queries.ts'
import { carriedAlong, whomItNames } from './name-audience.ts'
import { type NewStatus, newRow } from './new-status.ts'
import { claimRepeat, earlierStatus, type Repeat } from './repeat.ts'
import { statusCreated } from './statuses.events.ts'
import { lettersDue, mentionsDue, postDue } from './statuses.jobs.ts'
import { canReply } from './statuses.policy.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { insertStatus } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'
import { putTags } from './tags.queries.ts'

export interface CreateOptions {
  /** The app it is posted through. */
  appId?: number
  /** Under which the same request may be sent again. */
  repeat?: Repeat
  /** What else belongs to the same deed, in the same transaction. */
  within?(db: Db, id: number): Promise<void>
}

/**
 * Publishes a post and answers its id; a repeated request answers the first one's. A reply takes the audience of what it answers, or the
 * wished one where that is narrower (docs/adr/0009). Throws 422 for words that are empty or too long, for an unknown label, for names outside
 * the audience, for pictures that cannot be had and for a poll that cannot be held, 404 for a parent or a group that the author may not see.
 */
export async function createStatus(site: Site, viewer: Viewer, wish: NewStatus, o: CreateOptions = {}): Promise<number> {
  const earlier = o.repeat && (await earlierStatus(site, site.store.read, o.repeat))
  if (earlier !== undefined) return earlier
  const { mediaIds = [] } = wish
  if (wish.poll) picturesOrPoll(mediaIds)
  const words = await composeText(site, { ...wish, bare: mediaIds.length > 0 })
  return await site.store.tx(async (db) => {
    const id = site.ids.next()
    const first = o.repeat && (await claimRepeat(site, db, o.repeat, id))
    if (first !== undefined) return first
    const parent = wish.replyToId === null ? undefined : await lockParent(site, db, viewer, wish.replyToId)
    const row = await newRow(site, db, viewer, { id, wish, words, parent, appId: o.appId ?? null })
    const audience = audienceOf(row)
    const naming = { authorId: viewer.accountId, audience, named: words.named, ...(parent ? { circle: parent } : {}) }
    const named = await whomItNames(site, db, wish.allowed ? { ...naming, allowed: wish.allowed } : naming)
    const silent = parent ? await carriedAlong(db, audience, parent) : []

    await insertStatus(db, row)
    if (mediaIds.length > 0) await hangMedia(site, db, { statusId: id, accountId: viewer.accountId, ids: mediaIds })
    if (wish.poll) await hangPoll(site, db, id, wish.poll)
    await putMentions(db, [
      ...named.map((accountId) => ({ statusId: id, accountId, silent: false })),
      ...silent
        .filter((id_) => id_ !== viewer.accountId && !named.includes(id_))
        .map((accountId) => ({ statusId: id, accountId, silent: true })),
    ])
    await putTags(db, id, words.hashtags, () => site.ids.next())
    if (parent && row.replyCounted) await changeStatusCounts(site, db, parent.id, { replies: 1 })
    if (row.audience !== 'named') await changeCounts(site, db, viewer.accountId, { statuses: 1, lastStatusAt: row.createdAt })
    if (named.length > 0) await site.jobs.add(db, mentionsDue, { statusId: id })
    if (row.audience === 'named') await site.jobs.add(db, lettersDue, { statusId: id })
    if (await hasKeenReaders(db, row)) await site.jobs.add(db, postDue, { statusId: id })
    await site.events.add(db, statusCreated, { statusId: id, accountId: viewer.accountId })
    await o.within?.(db, id)
    return id
  })
}

/** What the reply answers, locked; a boost is answered through what it boosts. */
async function lockParent(site: Site, db: Db, viewer: Viewer, replyToId: number): Promise<Status> {
  const { status, facts } = await lockSeen(site, db, viewer, replyToId)
  if (!canReply(viewer, status, facts)) throw notFound('status')
  return status
}

/** Whether somebody wants to be told of each post of its author, and this is one: answers to others and letters are none. */
const hasKeenReaders = async (db: Db, row: Status): Promise<boolean> =>
  row.audience !== 'named' &&
  (row.replyToAccountId === null || row.replyToAccountId === row.accountId) &&
  (await keenFollowers(db, row.accountId, { after: 0, limit: 1 })).length === 1
