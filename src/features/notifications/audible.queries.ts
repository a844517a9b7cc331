import type { inList } from '#db/dialect.ts'
import { sql } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { blocks, mutes } from '#features/relationships/relationships.schema.ts'

type Column = Parameters<typeof inList>[0]
const me = sql.placeholder('accountId')

/**
 * SQL: the sender of a row may still be heard of by `accountId` at `now`: is not suspended, and neither a block nor a mute that hides
 * notifications stands between. Also holds back what was written before the block or the mute.
 */
export const audible = ({ fromAccountId: from }: { fromAccountId: Column }) => sql`(
  exists (select 1 from ${accounts} where ${accounts.id} = ${from} and ${accounts.suspendedAt} is null)
  and not exists (select 1 from ${blocks} where ${blocks.accountId} = ${me} and ${blocks.targetId} = ${from})
  and not exists (select 1 from ${blocks} where ${blocks.accountId} = ${from} and ${blocks.targetId} = ${me})
  and not exists (select 1 from ${mutes} where ${mutes.accountId} = ${me} and ${mutes.targetId} = ${from} and ${mutes.hideNotifications}
    and (${mutes.until} is null or ${mutes.until} > ${sql.placeholder('now')})))`
