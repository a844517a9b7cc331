import { and, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { groupMembers } from './groups.schema.ts'

const memberships = statement<{ accountId: number; ids: readonly number[] }, { groupId: number }[]>('groups.memberships', (db) =>
  db
    .select({ groupId: groupMembers.groupId })
    .from(groupMembers)
    .where(and(eq(groupMembers.accountId, sql.placeholder('accountId')), inList(groupMembers.groupId, sql.placeholder('ids')))),
)

const ofCrowd = statement<{ accounts: readonly number[]; ids: readonly number[] }, { accountId: number; groupId: number }[]>(
  'groups.ofCrowd',
  (db) =>
    db
      .select({ accountId: groupMembers.accountId, groupId: groupMembers.groupId })
      .from(groupMembers)
      .where(and(inList(groupMembers.accountId, sql.placeholder('accounts')), inList(groupMembers.groupId, sql.placeholder('ids')))),
)

/** Those of the groups that an account is in. One query, none for an empty list. */
export async function groupsAmong(db: Db, accountId: number, groupIds: readonly number[]): Promise<Set<number>> {
  if (groupIds.length === 0) return new Set()
  const rows = await memberships(db, { accountId, ids: groupIds })
  return new Set(rows.map((row) => row.groupId))
}

/** True when the account is in the group. */
export const isMember = async (db: Db, accountId: number, groupId: number): Promise<boolean> =>
  (await groupsAmong(db, accountId, [groupId])).has(groupId)

/** Which of these accounts are in which of these groups. One query, none for an empty list. */
export const groupsOfMany = async (
  db: Db,
  accountIds: readonly number[],
  groupIds: readonly number[],
): Promise<{ accountId: number; groupId: number }[]> =>
  accountIds.length === 0 || groupIds.length === 0 ? [] : await ofCrowd(db, { accounts: accountIds, ids: groupIds })
