import { forbidden, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { upsertMute } from './blocks.queries.ts'
import { relationshipChanged } from './relationships.events.ts'

export interface MuteOptions {
  /** Default true. */
  hideNotifications?: boolean
  /** Unix ms; absent = for ever. */
  until?: number
}

/** Keeps an account's posts out of the viewer's lists; repeated, it changes the options. Throws 404 for an absent account, 403 for oneself. */
export async function mute(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number, options: MuteOptions = {}): Promise<void> {
  if (viewer.accountId === targetId) throw forbidden()
  const { hideNotifications = true, until = null } = options
  await site.store.tx(async (db) => {
    const found = await lockAccounts(db, [targetId])
    if (found.length === 0) throw notFound('account')
    const pair = { accountId: viewer.accountId, targetId }
    await upsertMute(db, { id: site.ids.next(), ...pair, hideNotifications, until, createdAt: site.clock.now() })
    await site.events.add(db, relationshipChanged, pair)
  })
}
