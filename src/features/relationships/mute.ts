import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { upsertMute } from './blocks.queries.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'
import { muteEnds } from './relationships.jobs.ts'

export interface MuteOptions {
  /** Default true. */
  hideNotifications?: boolean
  /** Unix ms; absent = for ever. */
  until?: number
}

/**
 * Keeps an account's posts out of the viewer's lists; repeated, it changes the options. Nobody mutes themselves: nothing happens then.
 * Throws 404 for an absent account.
 */
export async function mute(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number, options: MuteOptions = {}): Promise<void> {
  const { hideNotifications = true, until = null } = options
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    await lockPair(db, pair)
    if (viewer.accountId === targetId) return
    await upsertMute(db, { id: site.ids.next(), ...pair, hideNotifications, until, createdAt: site.clock.now() })
    if (until !== null) await site.jobs.add(db, muteEnds, pair, { at: until })
    await site.events.add(db, relationshipChanged, pair)
  })
}
