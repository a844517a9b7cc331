import { and, eq, gt, isNull, or, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { blocksBetween } from './relationships.queries.ts'
import { mutes } from './relationships.schema.ts'

const mute = statement<{ accountId: number; otherId: number; now: number }, { id: number }[]>('mutes.hushing', (db) =>
  db
    .select({ id: mutes.id })
    .from(mutes)
    .where(
      and(
        eq(mutes.accountId, sql.placeholder('accountId')),
        eq(mutes.targetId, sql.placeholder('otherId')),
        eq(mutes.hideNotifications, true),
        or(isNull(mutes.until), gt(mutes.until, sql.placeholder('now'))),
      ),
    ),
)

/** Whether the account is told nothing of what another does at this time (ms): a block in either direction, or a mute that hides notifications. */
export async function isHushed(db: Db, accountId: number, otherId: number, now: number): Promise<boolean> {
  const { blocking, blockedBy } = await blocksBetween(db, accountId, [otherId])
  return blocking.size + blockedBy.size > 0 || (await mute(db, { accountId, otherId, now })).length > 0
}
