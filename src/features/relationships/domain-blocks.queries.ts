import { and, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import type { ListCut } from './account-lists.queries.ts'
import { accountDomainBlocks, followRequests, follows } from './relationships.schema.ts'

export interface DomainRow {
  id: number
  domain: string
}

const given = sql.placeholder
const blocked = statement<ListCut & { owner: number }, DomainRow[]>('domainBlocks.list', (db) =>
  db
    .select({ id: accountDomainBlocks.id, domain: accountDomainBlocks.domain })
    .from(accountDomainBlocks)
    .where(
      and(
        eq(accountDomainBlocks.accountId, given('owner')),
        gt(accountDomainBlocks.id, given('above')),
        lt(accountDomainBlocks.id, given('below')),
      ),
    )
    .orderBy(desc(accountDomainBlocks.id))
    .limit(given('limit')),
)

/** The domains that an account blocks, the newest first. */
export const domainBlockRows = async (db: Db, owner: number, cut: ListCut): Promise<DomainRow[]> => await blocked(db, { owner, ...cut })

/** False when it was there already. */
export const insertDomainBlock = async (db: Db, row: { id: number; accountId: number; domain: string; createdAt: number }) =>
  (await db.insert(accountDomainBlocks).values(row).onConflictDoNothing().returning({ id: accountDomainBlocks.id })).length === 1

/** False when there was none. */
export async function deleteDomainBlock(db: Db, accountId: number, domain: string): Promise<boolean> {
  const which = and(eq(accountDomainBlocks.accountId, accountId), eq(accountDomainBlocks.domain, domain))
  return (await db.delete(accountDomainBlocks).where(which).returning({ id: accountDomainBlocks.id })).length === 1
}

const other = kit.alias(accounts, 'other')

/** Accounts of a server that the account follows, and those that follow it or ask to. */
export async function tiesToDomain(db: Db, accountId: number, domain: string) {
  const followed = await db
    .select({ id: follows.targetId })
    .from(follows)
    .innerJoin(other, and(eq(other.id, follows.targetId), eq(other.domain, domain)))
    .where(eq(follows.accountId, accountId))
  const followers = await db
    .select({ id: follows.accountId })
    .from(follows)
    .innerJoin(other, and(eq(other.id, follows.accountId), eq(other.domain, domain)))
    .where(eq(follows.targetId, accountId))
  const asking = await db
    .select({ id: followRequests.accountId })
    .from(followRequests)
    .innerJoin(other, and(eq(other.id, followRequests.accountId), eq(other.domain, domain)))
    .where(eq(followRequests.targetId, accountId))
  return { followed, followers, asking }
}
