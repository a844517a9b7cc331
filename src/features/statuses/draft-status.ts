import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { audienceOf } from './audience.ts'
import type { Composed } from './compose-text.ts'
import { lockSeen } from './lock-seen.ts'
import { carriedAlong, whomItNames } from './name-audience.ts'
import { newRow, type SettledWish } from './new-status.ts'
import { canReply } from './statuses.policy.ts'
import type { Status } from './statuses.schema.ts'

/** What a post is made of before its parts are asked for. */
export interface Making {
  id: number
  wish: SettledWish
  words: Composed
  /** The app it is posted through. */
  appId: number | null
}

/** A post that may be published: its row, whom it names, and who is in its audience without being named. */
export interface Draft {
  row: Status
  parent: Status | undefined
  named: readonly number[]
  silent: readonly number[]
}

/**
 * Judges a post inside the transaction that publishes it, or that schedules it, and writes nothing. A reply takes the audience of what it
 * answers, or the wished one where that is narrower (docs/adr/0009). Throws 422 for an unknown label and for names outside the audience, 404
 * for a parent or a group that the author may not see.
 */
export async function draftStatus(site: Site, db: Db, viewer: Viewer, { id, wish, words, appId }: Making): Promise<Draft> {
  const parent = wish.replyToId === null ? undefined : await lockParent(site, db, viewer, wish.replyToId)
  const row = await newRow(site, db, viewer, { id, wish, words, parent, appId })
  const audience = audienceOf(row)
  const naming = { authorId: viewer.accountId, audience, named: words.named, ...(parent ? { circle: parent } : {}) }
  const named = await whomItNames(site, db, wish.allowed ? { ...naming, allowed: wish.allowed } : naming)
  const silent = parent ? await carriedAlong(db, audience, parent) : []
  return { row, parent, named, silent: silent.filter((one) => one !== viewer.accountId && !named.includes(one)) }
}

/** What the reply answers, locked; a boost is answered through what it boosts. */
async function lockParent(site: Site, db: Db, viewer: Viewer, replyToId: number): Promise<Status> {
  const { status, facts } = await lockSeen(site, db, viewer, replyToId)
  if (!canReply(viewer, status, facts)) throw notFound('status')
  return status
}
