import { invalid } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import { profileLimits } from '#features/instance/limits.ts'
import type { Site } from '#platform/site.ts'
import { lockSeen } from './lock-seen.ts'
import { insertMark, markedAmong, pinnedIds } from './marks.queries.ts'
import { pinsChanged } from './statuses.events.ts'

/**
 * Puts an own post at the top of the viewer's profile; nothing happens when it stands there. Throws 404 for a hidden post, 422 for one of
 * somebody else, a boost, a post for named people, and a sixth one.
 */
export async function pin(site: Site, viewer: Viewer, id: number): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    const { status, boost } = await lockSeen(site, db, viewer, id)
    if (boost) throw cannot('A boost cannot be pinned')
    if (status.accountId !== accountId) throw cannot("Someone else's post cannot be pinned")
    if (status.audience === 'named') throw cannot('Posts that are only visible to mentioned users cannot be pinned')
    // Two pins at once are counted one after the other.
    await lockAccounts(db, [accountId])
    if ((await markedAmong(db, 'pins', accountId, [status.id])).has(status.id)) return
    if ((await pinnedIds(db, accountId)).length >= profileLimits.max_pinned_statuses)
      throw cannot('You have already pinned the maximum number of posts')
    await site.events.add(db, pinsChanged, { accountId })
    await insertMark(db, 'pins', { id: site.ids.next(), accountId, statusId: status.id, createdAt: site.clock.now() })
  })
}

const cannot = (description: string) => invalid({ base: [{ error: 'ERR_INVALID', description }] })
