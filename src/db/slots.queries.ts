import type { Db } from './db.ts'
import { lockRow } from './dialect.ts'
import { and, asc, eq } from './drizzle.ts'
import { idSlots } from './slots.schema.ts'

export type IdSlot = typeof idSlots.$inferSelect

/** Every slot, locked until the transaction ends, so that two processes cannot lease at once. */
export const lockSlots = async (db: Db): Promise<IdSlot[]> => await lockRow(db.select().from(idSlots).orderBy(asc(idSlots.slot)))

/** Writes a lease. */
export const writeSlot = async (db: Db, row: IdSlot): Promise<void> => {
  await db.update(idSlots).set({ holder: row.holder, ceiling: row.ceiling }).where(eq(idSlots.slot, row.slot))
}

/** Raises the ceiling of a lease; false when the slot has another holder by now. */
export const raiseCeiling = async (db: Db, row: IdSlot): Promise<boolean> => {
  const own = and(eq(idSlots.slot, row.slot), eq(idSlots.holder, row.holder))
  const kept = await db.update(idSlots).set({ ceiling: row.ceiling }).where(own).returning({ slot: idSlots.slot })
  return kept.length === 1
}
