import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { steady } from '#base/clock.ts'
import { randomInt } from '#base/ids.ts'
import type { Db, Store, StoreOptions, Tx } from './db.ts'
import { discreet } from './discreet.ts'
import { onPostgres } from './drizzle.ts'
import { asRefusal, codeOf } from './faults.ts'
import { Guard } from './guard.ts'
import { Hooks } from './hooks.ts'
import { connect, openPool } from './postgres-pool.ts'
import { leaveUnnamed } from './statement.ts'

const casing = 'snake_case'
/** Serialization failure and deadlock: PostgreSQL asks to run the work again. */
const again = new Set(['40001', '40P01'])
const tries = 4
/** How often one transaction may find a hook due again before it goes on without. */
const hookRounds = 3

/** A store on a PostgreSQL database: a pool of connections, each transaction on one of them. */
export function openPostgres(o: StoreOptions): Store {
  const patience = o.patience ?? 10_000
  const guard = new Guard()
  const hooks = new Hooks(o.log)
  const pool = openPool(o.url, patience, o.log)
  const holders = new Set<Error>()
  const known = new WeakMap<pg.PoolClient, Db>()
  const on = (client: pg.Pool | pg.PoolClient, logger: Guard['onlyInside']) => {
    const db = onPostgres({ client: discreet(client), casing, logger }) as unknown as Db
    if (o.prepared === false) leaveUnnamed(db)
    return db
  }
  const read = on(pool, guard.onlyOutside)
  // statement() keeps what it prepared per connection, so a connection keeps its db.
  const dbOf = (client: pg.PoolClient) => {
    const db = known.get(client) ?? on(client, guard.onlyInside)
    known.set(client, db)
    return db
  }
  // A wait for a row that another transaction has locked ends too; a process that hangs inside a transaction loses it.
  const begin = `BEGIN; SET LOCAL lock_timeout = ${patience}; SET LOCAL idle_in_transaction_session_timeout = 60000`

  let preparing: Promise<void> | undefined
  /** Lets due hooks run, once for all transactions that wait for them. */
  const prepare = async (attempt: Tx) => {
    for (let round = 0, hook = hooks.due(); hook && round < hookRounds; round++, hook = hooks.due()) {
      preparing ??= hooks.run(hook, attempt).finally(() => {
        preparing = undefined
      })
      await preparing
    }
  }
  const once = async <T>(work: (db: Db) => Promise<T>, caller: Error): Promise<T> => {
    const client = await connect(pool, patience, holders)
    holders.add(caller)
    let broken: Error | undefined
    const attempt: Tx = async (part) => {
      await client.query(begin)
      try {
        return await guard.run(dbOf(client), part, async () => {
          const { command } = await client.query('COMMIT')
          if (command !== 'COMMIT') throw new Error('an error inside the transaction was swallowed')
        })
      } catch (e) {
        await client.query('ROLLBACK').catch((fault: Error) => {
          broken = fault
        })
        throw e
      }
    }
    try {
      await prepare(attempt)
      const since = steady()
      const value = await attempt(work)
      hooks.weigh(steady() - since, caller)
      hooks.committed(dbOf(client))
      return value
    } finally {
      holders.delete(caller)
      client.release(broken)
    }
  }
  const retried = async <T>(work: (db: Db) => Promise<T>, caller: Error): Promise<T> => {
    for (let left = tries - 1; ; left--) {
      try {
        return await once(work, caller)
      } catch (e) {
        if (!left || !again.has(codeOf(e))) throw asRefusal(e)
      }
      await sleep(5 + randomInt(20))
    }
  }
  return {
    dialect: 'postgres',
    read,
    tx: (work) => guard.join(work) ?? retried(work, new Error('transaction')),
    inTx: () => guard.inTx(),
    beforeTx: (hook) => hooks.before(hook),
    afterCommit: (listener) => hooks.after(listener),
    dataVersion: () => 0,
    close: () => pool.end(),
  }
}
