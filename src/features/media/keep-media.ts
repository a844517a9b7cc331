import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import type { MediaChange } from './hang-media.ts'
import { takeOff } from './free-media.ts'
import { lockOwnMedia } from './lock-own-media.ts'
import { lockMedia, mediaOfScheduled, updateMedia } from './media.queries.ts'

/** The files that wait for a post for later, in its order. */
export interface Keeping {
  scheduledId: number
  /** Whose they must be. */
  accountId: number
  ids: readonly number[]
  changes?: readonly MediaChange[]
}

/**
 * Keeps loose files for a post that is published later, in the transaction that writes it: no other post gets them and no sweep takes them
 * (Mastodon's `scheduled_status_id`). Throws 422 as `lockOwnMedia`.
 */
export async function keepMedia(db: Db, { scheduledId, accountId, ids, changes = [] }: Keeping): Promise<void> {
  const { wanted } = await lockOwnMedia(db, { accountId, ids })
  for (const [position, { id }] of wanted.entries()) {
    const { id: _, ...said } = changes.find((change) => change.id === id) ?? { id }
    await updateMedia(db, id, { scheduledId, position, looseSince: null, ...said })
  }
}

/** Makes the files that wait for a post loose, in the transaction that publishes it or takes it away; `anew`: at a new address (SEC:M13). */
export async function letGoMedia(site: Site, db: Db, scheduledId: number, o: { anew: boolean }): Promise<void> {
  const ids = (await mediaOfScheduled(db, [scheduledId])).map((file) => file.id)
  const files = (await lockMedia(db, ids)).filter((file) => file.scheduledId === scheduledId)
  if (o.anew) return await takeOff(site, db, files)
  for (const { id } of files) await updateMedia(db, id, { scheduledId: null, looseSince: site.clock.now() })
}
