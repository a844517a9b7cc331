import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { lockScheduled, scheduledById } from './scheduled.queries.ts'
import type { Scheduled } from './scheduled.schema.ts'

/** One of the viewer's own posts for later. Throws 404 for anybody else's, as if it were not there (SEC:V5). */
export async function ownScheduled(db: Db, viewer: Viewer, id: number): Promise<Scheduled> {
  const row = await scheduledById(db, id)
  if (row?.accountId !== viewer.accountId) throw notFound('scheduled')
  return row
}

/** The same, locked until the transaction ends. */
export async function lockOwnScheduled(db: Db, viewer: Viewer, id: number): Promise<Scheduled> {
  const row = await lockScheduled(db, id)
  if (row?.accountId !== viewer.accountId) throw notFound('scheduled')
  return row
}
