import { notFound, unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { emojisNamed } from '#features/emojis/emojis.queries.ts'
import type { Site } from '#platform/site.ts'
import { announcementReacted } from './announcements.events.ts'
import { countReaction, countSigns, insertReaction, lockShown } from './announcements.queries.ts'
import { signOf } from './sign-of.ts'

/** Different signs under one announcement, as in Mastodon. */
const most = 8

/**
 * Reacts to an announcement with an emoji of Unicode or the shortcode of one of our own; twice is once. Throws 404 for one that is not shown,
 * 422 for what is no emoji and for a ninth different one.
 */
export async function react(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, text: string): Promise<void> {
  const name = signOf(text)
  await site.store.tx(async (db) => {
    if (!(await lockShown(db, id, site.clock.now()))) throw notFound('announcement')
    const known = name !== undefined && (name.kind === 'unicode' || (await emojisNamed(db, [name.name])).length === 1)
    if (!known) throw unprocessable('not_an_emoji', 'Validation failed: Name is not a recognized emoji')
    if ((await countReaction(db, id, name.name)) === 0 && (await countSigns(db, id)) >= most)
      throw unprocessable('too_many_emoji', 'Validation failed: Limit of different reactions reached')
    const row = { announcementId: id, name: name.name, accountId: viewer.accountId, createdAt: site.clock.now() }
    if (await insertReaction(db, row)) await site.events.add(db, announcementReacted, { announcementId: id, name: name.name })
  })
}
