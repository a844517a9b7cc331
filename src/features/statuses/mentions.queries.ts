import { and, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statusMentions } from './statuses.schema.ts'

/** Somebody named by a status; `silent` = in its audience, not in its text. */
export type Mention = typeof statusMentions.$inferSelect

const ofStatuses = statement<{ ids: readonly number[] }, Mention[]>('mentions.ofStatuses', (db) =>
  db
    .select()
    .from(statusMentions)
    .where(inList(statusMentions.statusId, sql.placeholder('ids')))
    .orderBy(statusMentions.statusId, statusMentions.accountId),
)

const put = statement<Mention, unknown>('mentions.put', (db) =>
  db
    .insert(statusMentions)
    .values({ statusId: sql.placeholder('statusId'), accountId: sql.placeholder('accountId'), silent: sql.placeholder('silent') })
    .onConflictDoUpdate({ target: [statusMentions.statusId, statusMentions.accountId], set: { silent: sql`excluded.silent` } }),
)

/** Everybody whom these statuses name, silent ones too. One query, none for an empty list. */
export const mentionsOf = async (db: Db, statusIds: readonly number[]): Promise<Mention[]> =>
  statusIds.length === 0 ? [] : await ofStatuses(db, { ids: statusIds })

/** Adds the mentions of one status; an account that stood there silently is named aloud from now on. */
export async function putMentions(db: Db, rows: readonly Mention[]): Promise<void> {
  for (const row of rows) await put(db, { ...row })
}

/** Keeps an account in the audience though an edit took the name out of the text: whoever was told of a post does not lose it. */
export async function silenceMention(db: Db, statusId: number, accountId: number): Promise<void> {
  const that = and(eq(statusMentions.statusId, statusId), eq(statusMentions.accountId, accountId))
  await db.update(statusMentions).set({ silent: true }).where(that)
}
