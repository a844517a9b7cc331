import { asc, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type CustomEmoji, customEmojis } from './emojis.schema.ts'

const named = statement<{ names: readonly string[] }, CustomEmoji[]>('emojis.named', (db) =>
  db
    .select()
    .from(customEmojis)
    .where(inList(customEmojis.shortcode, sql.placeholder('names'))),
)
const atCapability = statement<{ capability: string }, CustomEmoji[]>('emojis.atCapability', (db) =>
  db
    .select()
    .from(customEmojis)
    .where(eq(customEmojis.capability, sql.placeholder('capability'))),
)

/** The emoji with these shortcodes, in any order; names that nothing has are absent. None for an empty list. */
export const emojisNamed = async (db: Db, names: readonly string[]): Promise<CustomEmoji[]> =>
  names.length === 0 ? [] : await named(db, { names })

/** The emoji at an address. */
export const emojiAt = async (db: Db, capability: string): Promise<CustomEmoji | undefined> => (await atCapability(db, { capability }))[0]

/** Every emoji by its shortcode. */
export const allEmojis = async (db: Db): Promise<CustomEmoji[]> => await db.select().from(customEmojis).orderBy(asc(customEmojis.shortcode))

/** Adds an emoji; false when the shortcode is taken. */
export const insertEmoji = async (db: Db, row: CustomEmoji): Promise<boolean> =>
  (await db.insert(customEmojis).values(row).onConflictDoNothing().returning({ id: customEmojis.id })).length === 1

/** Removes an emoji. */
export async function deleteEmoji(db: Db, id: number): Promise<void> {
  await db.delete(customEmojis).where(eq(customEmojis.id, id))
}
