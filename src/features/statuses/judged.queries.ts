import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import type { Judged } from './statuses.policy.ts'
import { type Status, statuses } from './statuses.schema.ts'

/** A status without its words: what rules read of it and of its author's account. */
export interface JudgedRow extends Judged, Pick<Status, 'replyToId' | 'threadId' | 'language'> {
  /** When the author was suspended, ms. */
  suspendedAt: number | null
  /** Host of the author's server; null = here. */
  domain: string | null
}

const byIds = statement<{ ids: readonly number[] }, JudgedRow[]>('statuses.judged', (db) =>
  db
    .select({
      id: statuses.id,
      accountId: statuses.accountId,
      audience: statuses.audience,
      listed: statuses.listed,
      followersOfId: statuses.followersOfId,
      groupId: statuses.groupId,
      replyToId: statuses.replyToId,
      replyToAccountId: statuses.replyToAccountId,
      threadId: statuses.threadId,
      boostOfId: statuses.boostOfId,
      language: statuses.language,
      suspendedAt: accounts.suspendedAt,
      domain: accounts.domain,
    })
    .from(statuses)
    .innerJoin(accounts, eq(accounts.id, statuses.accountId))
    .where(inList(statuses.id, sql.placeholder('ids'))),
)

/** These statuses, in any order; ids that name none are absent. One query, none for an empty list. */
export const judgedByIds = async (db: Db, ids: readonly number[]): Promise<JudgedRow[]> =>
  ids.length === 0 ? [] : await byIds(db, { ids })
