import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statusTags, tags } from './statuses.schema.ts'

export interface StatusTag {
  tagId: number
  statusId: number
  /** Folded; `display` is the spelling seen first. */
  name: string
  display: string
}

const ofStatuses = statement<{ ids: readonly number[] }, StatusTag[]>('tags.ofStatuses', (db) =>
  db
    .select({ statusId: statusTags.statusId, tagId: tags.id, name: tags.name, display: tags.display })
    .from(statusTags)
    .innerJoin(tags, eq(tags.id, statusTags.tagId))
    .where(inList(statusTags.statusId, sql.placeholder('ids')))
    .orderBy(statusTags.statusId, statusTags.tagId),
)
const byNames = statement<{ names: readonly string[] }, { id: number }[]>('tags.byNames', (db) =>
  db
    .select({ id: tags.id })
    .from(tags)
    .where(inList(tags.name, sql.placeholder('names'))),
)
const insertTag = statement<{ id: number; name: string; display: string }, unknown>('tags.insert', (db) =>
  db
    .insert(tags)
    .values({ id: sql.placeholder('id'), name: sql.placeholder('name'), display: sql.placeholder('display') })
    .onConflictDoNothing(),
)

const clear = statement<{ statusId: number }, unknown>('tags.clear', (db) =>
  db.delete(statusTags).where(eq(statusTags.statusId, sql.placeholder('statusId'))),
)
const insert = statement<{ statusId: number; tagId: number }, unknown>('tags.carry', (db) =>
  db.insert(statusTags).values({ statusId: sql.placeholder('statusId'), tagId: sql.placeholder('tagId') }),
)

/** The hashtags of these statuses. One query, none for an empty list. */
export const tagsOf = async (db: Db, statusIds: readonly number[]): Promise<StatusTag[]> =>
  statusIds.length === 0 ? [] : await ofStatuses(db, { ids: statusIds })

/** The id of a tag, which becomes known, with an id from `nextId`, when nobody has used it yet. `name` is folded. */
export async function knownTag(db: Db, tag: { name: string; display: string }, nextId: () => number): Promise<number> {
  await insertTag(db, { id: nextId(), ...tag })
  const [row] = await byNames(db, { names: [tag.name] })
  if (!row) throw new Error(`the tag ${tag.name} was put in and is not there`)
  return row.id
}

/** Makes a status carry exactly these hashtags; unknown ones become known, with ids from `nextId`. Names are folded and distinct. */
export async function putTags(
  db: Db,
  statusId: number,
  list: readonly { name: string; display: string }[],
  nextId: () => number,
): Promise<void> {
  // Always in one order: two posts with the same new hashtags must not wait for each other.
  for (const tag of [...list].sort((a, b) => (a.name < b.name ? -1 : 1))) await insertTag(db, { id: nextId(), ...tag })
  await clear(db, { statusId })
  if (list.length === 0) return
  for (const tag of await byNames(db, { names: list.map((one) => one.name) })) await insert(db, { statusId, tagId: tag.id })
}
