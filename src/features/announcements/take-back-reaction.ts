import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { announcementReacted } from './announcements.events.ts'
import { deleteReaction, lockShown } from './announcements.queries.ts'
import { signOf } from './sign-of.ts'

/** Takes the viewer's reaction back. Throws 404 where there is none, and for an announcement that is not shown. */
export async function takeBackReaction(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, text: string): Promise<void> {
  const name = signOf(text)?.name
  await site.store.tx(async (db) => {
    if (!(await lockShown(db, id, site.clock.now()))) throw notFound('announcement')
    if (name === undefined || !(await deleteReaction(db, id, name, viewer.accountId))) throw notFound('reaction')
    await site.events.add(db, announcementReacted, { announcementId: id, name })
  })
}
