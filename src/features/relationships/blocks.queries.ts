import { and, eq, lte } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import type { Pair } from './follows.queries.ts'
import { blocks, mutes } from './relationships.schema.ts'

const thatMute = ({ accountId, targetId }: Pair) => and(eq(mutes.accountId, accountId), eq(mutes.targetId, targetId))

/** False when the block was there already. */
export const insertBlock = async (db: Db, row: Pair & { id: number; createdAt: number }) =>
  (await db.insert(blocks).values(row).onConflictDoNothing().returning({ id: blocks.id })).length === 1

/** False when there was none. */
export const deleteBlock = async (db: Db, { accountId, targetId }: Pair) => {
  const which = and(eq(blocks.accountId, accountId), eq(blocks.targetId, targetId))
  return (await db.delete(blocks).where(which).returning({ id: blocks.id })).length === 1
}

/** Mutes, or changes the mute that is there. */
export async function upsertMute(db: Db, row: Pair & { id: number; createdAt: number; hideNotifications: boolean; until: number | null }) {
  const { hideNotifications, until } = row
  await db
    .insert(mutes)
    .values(row)
    .onConflictDoUpdate({ target: [mutes.accountId, mutes.targetId], set: { hideNotifications, until } })
}

/** False when there was none. */
export const deleteMute = async (db: Db, pair: Pair) =>
  (await db.delete(mutes).where(thatMute(pair)).returning({ id: mutes.id })).length === 1

/** Deletes a mute that has run out at `now`; false when there is none. */
export const deleteOldMute = async (db: Db, pair: Pair, now: number) =>
  (
    await db
      .delete(mutes)
      .where(and(thatMute(pair), lte(mutes.until, now)))
      .returning({ id: mutes.id })
  ).length === 1
