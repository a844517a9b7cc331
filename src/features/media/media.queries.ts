import { and, asc, eq, isNull, lte, or, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { readBy } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { media, type Media } from './media.schema.ts'

const ids = sql.placeholder('ids')

const ofStatuses = statement<{ ids: readonly number[] }, Media[]>('media.ofStatuses', (db) =>
  db.select().from(media).where(inList(media.statusId, ids)).orderBy(media.statusId, media.position, media.id),
)

const ofScheduled = statement<{ ids: readonly number[] }, Media[]>('media.ofScheduled', (db) =>
  db.select().from(media).where(inList(media.scheduledId, ids)).orderBy(media.scheduledId, media.position, media.id),
)

const byIds = statement<{ ids: readonly number[] }, Media[]>('media.byIds', (db) =>
  db.select().from(media).where(inList(media.id, ids)).orderBy(media.id),
)

// Always in one order: two posts that want the same files must not wait for each other.
const lockedFor = statement<{ ids: readonly number[]; statuses: readonly number[] }, Media[]>('media.lockedFor', (db) =>
  lockRow(
    db
      .select()
      .from(media)
      .where(or(inList(media.id, ids), inList(media.statusId, sql.placeholder('statuses'))))
      .orderBy(media.id),
  ),
)

const byCapability = statement<{ capability: string }, Media[]>('media.byCapability', (db) =>
  db
    .select()
    .from(media)
    .where(eq(media.capability, sql.placeholder('capability'))),
)

/** The files that hang on these statuses, in the order of each one's author. One query, none for an empty list. */
export const mediaOf = async (db: Db, statusIds: readonly number[]): Promise<Media[]> =>
  statusIds.length === 0 ? [] : await ofStatuses(db, { ids: statusIds })

/** The files that wait for these posts for later, in the order of each one's author. One query, none for an empty list. */
export const mediaOfScheduled = async (db: Db, scheduledIds: readonly number[]): Promise<Media[]> =>
  scheduledIds.length === 0 ? [] : await ofScheduled(db, { ids: scheduledIds })

/** The files of these ids; unknown ones are absent. */
export const mediaByIds = async (db: Db, list: readonly number[]): Promise<Media[]> =>
  list.length === 0 ? [] : await byIds(db, { ids: list })

/** Files by their ids and those that hang on statuses, each once, locked in ascending order. */
export const lockMedia = async (db: Db, list: readonly number[], statusIds: readonly number[] = []): Promise<Media[]> =>
  list.length + statusIds.length === 0 ? [] : await lockedFor(db, { ids: list, statuses: statusIds })

/** The file at an address. */
export const mediaAt = async (db: Db, capability: string): Promise<Media | undefined> => (await byCapability(db, { capability }))[0]

export const insertMedia = async (db: Db, row: Media): Promise<void> => void (await db.insert(media).values(row))

/** Changes columns of one file. */
export const updateMedia = async (db: Db, id: number, columns: Partial<Omit<Media, 'id'>>): Promise<void> =>
  void (await db.update(media).set(columns).where(eq(media.id, id)))

export const deleteMediaRow = async (db: Db, id: number): Promise<void> => void (await db.delete(media).where(eq(media.id, id)))

/** Where a walk over loose files stands. */
export interface LooseCursor {
  since: number
  id: number
}

/** Files that hang on nothing since `until` or longer, the longest first, behind a cursor. */
export const looseMedia = async (db: Db, until: number, behind: LooseCursor, limit: number): Promise<LooseCursor[]> => {
  return await db
    .select({ since: sql`${media.looseSince}`.mapWith(Number), id: sql`${media.id}`.mapWith(Number) })
    .from(readBy(media, 'media_loose'))
    .where(
      and(lte(media.looseSince, until), isNull(media.statusId), sql`(${media.looseSince}, ${media.id}) > (${behind.since}, ${behind.id})`),
    )
    .orderBy(asc(media.looseSince), asc(media.id))
    .limit(limit)
}
