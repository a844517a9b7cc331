import type { Db } from '#db/store.ts'
import type { Pair } from './follows.queries.ts'
import { blocks, mutes } from './relationships.schema.ts'

/** False when the block was there already. */
export const insertBlock = async (db: Db, row: Pair & { id: number; createdAt: number }) =>
  (await db.insert(blocks).values(row).onConflictDoNothing().returning({ id: blocks.id })).length === 1

/** Mutes, or changes the mute that is there. */
export async function upsertMute(db: Db, row: Pair & { id: number; createdAt: number; hideNotifications: boolean; until: number | null }) {
  const { hideNotifications, until } = row
  await db
    .insert(mutes)
    .values(row)
    .onConflictDoUpdate({ target: [mutes.accountId, mutes.targetId], set: { hideNotifications, until } })
}
