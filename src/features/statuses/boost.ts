import { forbidden } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import type { Site } from '#platform/site.ts'
import { type Audience, audienceColumns, audienceOf } from './audience.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { boostsAmong } from './boosts.queries.ts'
import { lockSeen } from './lock-seen.ts'
import { statusCreated } from './statuses.events.ts'
import { boostDue } from './statuses.jobs.ts'
import { canBoost } from './statuses.policy.ts'
import { insertStatus } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'

export interface BoostOptions {
  /** For whom a post for everyone is passed on; everyone, listed, when absent. A post for fewer is passed on to those whom it is for. */
  audience?: { kind: 'everyone'; listed: boolean } | { kind: 'followers' }
  /** The app it is passed on through. */
  appId?: number
}

/**
 * Passes a post on and answers the boost's id; the viewer's earlier boost of it when there is one. A boost of a boost is one of the post
 * behind it. Throws 404 for a hidden post, 403 for one that the viewer may not pass on (`canBoost`).
 */
export async function boost(site: Site, viewer: Viewer, id: number, o: BoostOptions = {}): Promise<number> {
  const { accountId } = viewer
  return await site.store.tx(async (db) => {
    const { status, facts } = await lockSeen(site, db, viewer, id)
    if (!canBoost(viewer, status, facts)) throw forbidden()
    const before = (await boostsAmong(db, accountId, [status.id])).get(status.id)
    if (before !== undefined) return before
    const row = boostRow(site, viewer, status, o)
    await insertStatus(db, row)
    await changeStatusCounts(site, db, status.id, { boosts: 1 })
    await changeCounts(db, accountId, { statuses: 1, lastStatusAt: row.createdAt })
    if (status.accountId !== accountId) await site.jobs.add(db, boostDue, { accountId, statusId: status.id })
    await site.events.add(db, statusCreated, { statusId: row.id, accountId })
    return row.id
  })
}

function audienceFor(viewer: Viewer, status: Status, wish: BoostOptions['audience']): Audience {
  const inherited = audienceOf(status)
  if (inherited.kind !== 'everyone') return inherited
  return wish?.kind === 'followers' ? { kind: 'followers', followersOfId: viewer.accountId } : (wish ?? { kind: 'everyone', listed: true })
}

/** A boost has no words of its own, no language, and starts no thread that anybody could answer. */
function boostRow(site: Site, viewer: Viewer, status: Status, o: BoostOptions): Status {
  const id = site.ids.next()
  return {
    id,
    accountId: viewer.accountId,
    ...audienceColumns(audienceFor(viewer, status, o.audience)),
    labelId: status.labelId,
    localOnly: status.localOnly,
    text: '',
    content: '',
    warning: '',
    sensitive: false,
    language: null,
    replyToId: null,
    replyToAccountId: null,
    threadId: id,
    replyCounted: false,
    boostOfId: status.id,
    editedAt: null,
    createdAt: site.clock.now(),
    repliesCount: 0,
    boostsCount: 0,
    favouritesCount: 0,
    appId: o.appId ?? null,
  }
}
