import { kit } from '#db/kit.ts'

const { table, str, json, ms } = kit

/** What an admin may change while the server runs; what a start needs stands in atrium.toml. */
export const settings = table('settings', {
  name: str().primaryKey(),
  value: json<unknown>().notNull(),
  changedAt: ms().notNull(),
})
