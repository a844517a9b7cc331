import { kit } from '#db/kit.ts'

const { table, id, str, int } = kit

/** Classifications a status may carry; a higher rank is more confidential, no label is none. */
export const labels = table('labels', {
  id: id().primaryKey(),
  name: str().notNull().unique(),
  rank: int().notNull().unique(),
})
