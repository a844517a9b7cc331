import { chosenDialect, inList, lockRow } from '#db/dialect.ts'
import { and, count, eq, gte, inArray, isNull, lt, lte, min, notExists, or, sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { deadJobs, jobs, pausedJobs, priorities, type Priority } from './jobs.schema.ts'

/** A job that a worker has in hand; `attempts` is the fence. */
export interface Claimed {
  id: number
  name: string
  data: unknown
  key: string | null
  attempts: number
  deaths: number
}

export interface NewJob {
  name: string
  data: unknown
  priority: Priority
  key: string | null
  once: string | null
  runAt: number
}

type Key = 'name' | 'data' | 'priority' | 'key' | 'once' | 'runAt'
const given = <K extends Key>(name: K) => sql.placeholder(name)

const insert = statement<NewJob & Record<string, unknown>, unknown>('jobs.insert', (db) =>
  db
    .insert(jobs)
    .values({
      name: given('name'),
      data: given('data'),
      priority: given('priority'),
      key: given('key'),
      once: given('once'),
      runAt: given('runAt'),
    })
    .onConflictDoNothing({ target: jobs.once }),
)

/** Adds a job, unless one with the same `once` waits already. */
export const insertJob = async (db: Db, job: NewJob): Promise<void> => {
  await insert(db, { ...job })
}

/** Takes away the waiting job with this `once`; false when there is none. */
export const deleteWaiting = async (db: Db, once: string): Promise<boolean> => {
  const gone = await db.delete(jobs).where(eq(jobs.once, once)).returning({ id: jobs.id })
  return gone.length > 0
}

const due = statement<{ names: string[]; now: number }, { id: number }[]>('jobs.due', (db) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        inArray(jobs.priority, [...priorities]),
        lte(jobs.runAt, sql.placeholder('now')),
        lt(jobs.leaseUntil, sql.placeholder('now')),
        inList(jobs.name, sql.placeholder('names')),
      ),
    )
    .limit(1),
)

/** Whether it is worth to begin a transaction and claim. */
export const anyDue = async (db: Db, names: string[], now: number): Promise<boolean> => (await due(db, { names, now })).length > 0

const j = kit.alias(jobs, 'j')
const o = kit.alias(jobs, 'o')
const now = sql.placeholder('now')

/** Of one priority: due, not in hand, not paused, and nothing of the same key before it or in hand. */
const free = (db: Db) => {
  const sameKey = db
    .select({ id: o.id })
    .from(o)
    .where(and(eq(o.key, j.key), or(lt(o.id, j.id), gte(o.leaseUntil, now))))
  const paused = db.select({ name: pausedJobs.name }).from(pausedJobs).where(eq(pausedJobs.name, j.name))
  const query = db
    .select({ id: j.id })
    .from(j)
    .where(
      and(
        eq(j.priority, sql.placeholder('priority')),
        lte(j.runAt, now),
        lt(j.leaseUntil, now),
        inList(j.name, sql.placeholder('names')),
        notExists(paused),
        or(isNull(j.key), notExists(sameKey)),
      ),
    )
    .orderBy(j.runAt, j.id)
    .limit(sql.placeholder('most'))
  return lockRow(query, { skip: true })
}

const claim = statement<{ priority: number; names: string[]; now: number; until: number; most: number }, Claimed[]>('jobs.claim', (db) =>
  db
    .update(jobs)
    .set({
      leaseUntil: sql`${sql.placeholder('until')}`,
      attempts: sql`${jobs.attempts} + 1`,
      deaths: sql`${jobs.deaths} + case when ${jobs.leaseUntil} > 0 then 1 else 0 end`,
      once: null,
    })
    // As an array it is found once; as a list PostgreSQL may look again for each row and lock more than asked for.
    .where(chosenDialect() === 'postgres' ? sql`${jobs.id} = any(array${free(db)})` : inArray(jobs.id, free(db)))
    .returning({
      id: jobs.id,
      name: jobs.name,
      data: jobs.data,
      key: jobs.key,
      attempts: jobs.attempts,
      deaths: jobs.deaths,
    }),
)

/**
 * Takes up to `most` jobs in hand until the moment `until`, in the order in which they should run. On PostgreSQL claims go one after
 * the other: two at once could each miss a job of the same key that the other has just committed.
 */
export const claimDue = async (db: Db, names: string[], at: number, until: number, most: number): Promise<Claimed[]> => {
  if (chosenDialect() === 'postgres') await db.select({ held: sql`pg_advisory_xact_lock(${claimLock})` }).from(sql`(select 1) as one`)
  const claimed: Claimed[] = []
  for (const priority of priorities) {
    if (claimed.length === most) break
    const some = await claim(db, { priority, names, now: at, until, most: most - claimed.length })
    claimed.push(...some.toSorted((a, b) => a.id - b.id))
  }
  return claimed
}
const claimLock = 4_071_972

const mine = (job: Pick<Claimed, 'id' | 'attempts'>) => and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts))

/** Removes a job that this claim has in hand; false when another has claimed it since. */
export const deleteClaimed = async (db: Db, job: Claimed): Promise<boolean> =>
  (await db.delete(jobs).where(mine(job)).returning({ id: jobs.id })).length > 0

/** Lets go of a job that this claim has in hand, to be run again from `runAt` on; false when another has claimed it since. */
export const releaseClaimed = async (db: Db, job: Claimed, runAt: number): Promise<boolean> =>
  (await db.update(jobs).set({ leaseUntil: 0, runAt }).where(mine(job)).returning({ id: jobs.id })).length > 0

/** Keeps the jobs in hand until `until`; answers the ids of those that still are. */
export const renewClaimed = async (db: Db, claimed: readonly Claimed[], until: number): Promise<number[]> => {
  const kept = await db
    .update(jobs)
    .set({ leaseUntil: until })
    .where(or(...claimed.map(mine)))
    .returning({ id: jobs.id })
  return kept.map((job) => job.id)
}

/** Writes down why a job has failed for good. */
export const insertDead = async (db: Db, job: typeof deadJobs.$inferInsert): Promise<void> => {
  await db.insert(deadJobs).values(job)
}

/** Stops the jobs of a name. */
export const insertPause = async (db: Db, name: string): Promise<void> => {
  await db.insert(pausedJobs).values({ name }).onConflictDoNothing()
}

/** Lets the jobs of a name go again. */
export const deletePause = async (db: Db, name: string): Promise<void> => {
  await db.delete(pausedJobs).where(eq(pausedJobs.name, name))
}

/** Live jobs by name and state, each with the moment at which the oldest was due. */
export const countLive = (db: Db, at: number) => {
  const state = sql<
    'waiting' | 'delayed' | 'running'
  >`case when ${jobs.leaseUntil} >= ${at} then 'running' when ${jobs.runAt} > ${at} then 'delayed' else 'waiting' end`
  return db
    .select({ name: jobs.name, state, count: count(), oldest: min(jobs.runAt) })
    .from(jobs)
    .groupBy(jobs.name, sql`2`)
}

/** Dead jobs by name, each with the moment at which the oldest died. */
export const countDead = (db: Db) =>
  db
    .select({ name: deadJobs.name, count: count(), oldest: min(deadJobs.diedAt) })
    .from(deadJobs)
    .groupBy(deadJobs.name)

/** Forgets up to 500 dead jobs that died before `at`; answers how many. */
export const deleteDead = async (db: Db, at: number): Promise<number> => {
  const old = db.select({ id: deadJobs.id }).from(deadJobs).where(lt(deadJobs.diedAt, at)).limit(500)
  return (await db.delete(deadJobs).where(inArray(deadJobs.id, old)).returning({ id: deadJobs.id })).length
}
