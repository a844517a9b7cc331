import { and, asc, eq, gt, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Ballot, type Poll, pollBallots, polls } from './polls.schema.ts'

type Ids = readonly number[]
const ids = sql.placeholder('ids')
const pollId = sql.placeholder('pollId')

const ofStatuses = statement<{ ids: Ids }, Poll[]>('polls.ofStatuses', (db) => db.select().from(polls).where(inList(polls.statusId, ids)))

const byId = statement<{ pollId: number }, Poll[]>('polls.byId', (db) => db.select().from(polls).where(eq(polls.id, pollId)))

const locked = statement<{ pollId: number }, Poll[]>('polls.locked', (db) => lockRow(db.select().from(polls).where(eq(polls.id, pollId))))

const lockedOf = statement<{ ids: Ids }, Poll[]>('polls.lockedOf', (db) =>
  lockRow(db.select().from(polls).where(inList(polls.statusId, ids)).orderBy(polls.id)),
)

const among = statement<{ accountId: number; ids: Ids }, Ballot[]>('polls.ballotsAmong', (db) =>
  db
    .select()
    .from(pollBallots)
    .where(and(eq(pollBallots.accountId, sql.placeholder('accountId')), inList(pollBallots.pollId, ids))),
)

const ofCrowd = statement<{ accounts: Ids; pollId: number }, Ballot[]>('polls.ballotsOfCrowd', (db) =>
  db
    .select()
    .from(pollBallots)
    .where(and(eq(pollBallots.pollId, pollId), inList(pollBallots.accountId, sql.placeholder('accounts')))),
)

/** The polls of these statuses, in any order. One query, none for an empty list. */
export const pollsOf = async (db: Db, statusIds: Ids): Promise<Poll[]> =>
  statusIds.length === 0 ? [] : await ofStatuses(db, { ids: statusIds })

export const pollById = async (db: Db, id: number): Promise<Poll | undefined> => (await byId(db, { pollId: id }))[0]

/** One poll, locked until the transaction ends. Whoever also locks its status does so before. */
export const lockPoll = async (db: Db, id: number): Promise<Poll | undefined> => (await locked(db, { pollId: id }))[0]

/** The polls of these statuses, locked in ascending order. */
export const lockPollsOf = async (db: Db, statusIds: Ids): Promise<Poll[]> =>
  statusIds.length === 0 ? [] : await lockedOf(db, { ids: statusIds })

export const insertPoll = async (db: Db, row: Poll): Promise<void> => void (await db.insert(polls).values(row))

/** Changes columns of one poll. */
export const updatePoll = async (db: Db, id: number, columns: Partial<Omit<Poll, 'id' | 'statusId'>>): Promise<void> =>
  void (await db.update(polls).set(columns).where(eq(polls.id, id)))

/** Deletes a poll with its ballots. */
export const deletePoll = async (db: Db, id: number): Promise<void> => void (await db.delete(polls).where(eq(polls.id, id)))

/** Adds a ballot; false when the account has one in this poll. */
export const insertBallot = async (db: Db, row: Ballot): Promise<boolean> =>
  (await db.insert(pollBallots).values(row).onConflictDoNothing().returning({ pollId: pollBallots.pollId })).length === 1

export const deleteBallots = async (db: Db, id: number): Promise<void> =>
  void (await db.delete(pollBallots).where(eq(pollBallots.pollId, id)))

/** What an account has chosen in those of these polls in which it voted, by poll. One query, none for an empty list. */
export const ballotsAmong = async (db: Db, accountId: number, pollIds: Ids): Promise<Map<number, number[]>> =>
  new Map((pollIds.length === 0 ? [] : await among(db, { accountId, ids: pollIds })).map((row) => [row.pollId, row.choices]))

/** What those of these accounts chose who voted in a poll, by account. */
export const ballotsOfMany = async (db: Db, accountIds: Ids, id: number): Promise<Map<number, number[]>> =>
  new Map(
    (accountIds.length === 0 ? [] : await ofCrowd(db, { accounts: accountIds, pollId: id })).map((row) => [row.accountId, row.choices]),
  )

/** Accounts that voted, by ascending id, behind one of them. */
export const votersOf = async (db: Db, id: number, o: { after: number; limit: number }): Promise<number[]> => {
  const rows = await db
    .select({ accountId: pollBallots.accountId })
    .from(pollBallots)
    .where(and(eq(pollBallots.pollId, id), gt(pollBallots.accountId, o.after)))
    .orderBy(asc(pollBallots.accountId))
    .limit(o.limit)
  return rows.map((row) => row.accountId)
}
