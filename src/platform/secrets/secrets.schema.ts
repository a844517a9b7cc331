import { kit } from '#db/kit.ts'

const { table, str, ms } = kit

/** Which master key this database was written with. One row, `master`; the key itself is nowhere in the database (SEC:B4). */
export const keyChecks = table('key_checks', {
  name: str().primaryKey(),
  fingerprint: str().notNull(),
  createdAt: ms().notNull(),
})
