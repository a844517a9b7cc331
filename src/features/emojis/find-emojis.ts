import { findShortcodes } from '#base/text/find-shortcodes.ts'
import type { Db } from '#db/store.ts'
import { emojisNamed } from './emojis.queries.ts'
import type { CustomEmoji } from './emojis.schema.ts'

const none: readonly CustomEmoji[] = []

/**
 * Loads the emoji that the words of these rows name, all at once: one query, and none where no text has a `:name:`, which is the usual case. What
 * comes back tells which of them stand in one row, in the order of its words.
 */
export async function findEmojis<R>(
  db: Db,
  rows: readonly R[],
  wordsOf: (row: R) => readonly string[],
): Promise<(row: R) => readonly CustomEmoji[]> {
  const namesIn = (row: R) => [...new Set(wordsOf(row).flatMap(findShortcodes))]
  const names = [...new Set(rows.flatMap(namesIn))]
  if (names.length === 0) return () => none
  const known = new Map((await emojisNamed(db, names)).map((emoji) => [emoji.shortcode, emoji]))
  return (row) => namesIn(row).flatMap((name) => known.get(name) ?? [])
}
