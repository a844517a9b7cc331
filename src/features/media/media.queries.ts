import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { media, type Media } from './media.schema.ts'

const ofStatuses = statement<{ ids: readonly number[] }, Media[]>('media.ofStatuses', (db) =>
  db
    .select()
    .from(media)
    .where(inList(media.statusId, sql.placeholder('ids')))
    .orderBy(media.statusId, media.position, media.id),
)

/** The files that hang on these statuses, in the order of each one's author. One query, none for an empty list. */
export const mediaOf = async (db: Db, statusIds: readonly number[]): Promise<Media[]> =>
  statusIds.length === 0 ? [] : await ofStatuses(db, { ids: statusIds })

/** Takes a file off its status and gives it another address. */
export async function detachMedia(db: Db, id: number, capability: string): Promise<void> {
  await db.update(media).set({ statusId: null, position: 0, capability }).where(eq(media.id, id))
}
