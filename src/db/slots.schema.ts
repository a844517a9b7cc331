import { kit } from './kit.ts'

const { table, int, str, ms } = kit

/** Who may make ids in which of the 16 slots, and up to which millisecond (docs/adr/0013). */
export const idSlots = table('id_slots', {
  slot: int().primaryKey(),
  /** Random, new with each lease; empty while the slot was never leased. */
  holder: str().notNull(),
  /** The last millisecond that the holder may put into an id; once it has passed, the slot is free. */
  ceiling: ms().notNull(),
})
