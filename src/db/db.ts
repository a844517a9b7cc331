import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Dialect } from './dialect.ts'

/**
 * What queries are built on, typed as SQLite on both engines. `transaction` and the direct runners are left out: they differ between the
 * engines or go round the store's guards. A query runs only when it is awaited.
 */
export type Db = Omit<BaseSQLiteDatabase<'async', unknown>, 'transaction' | 'run' | 'all' | 'get' | 'values'>

/** Runs `work` in a transaction and answers what it answers. */
export type Tx = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** Where warnings of the store go; a pino logger fits. */
export interface StoreLog {
  warn(facts: object, message: string): void
}

/** Looks after something that every transaction needs, in a transaction of its own that commits before the caller's begins. */
export interface BeforeTx {
  /** Asked at each transaction, so it must cost nothing. */
  due(): boolean
  /** `db` lives in a transaction of its own; what comes back is called once it has committed. */
  run(db: Db): Promise<() => void>
}

/** The main database: reads go to `read`, writes happen only inside `tx`. */
export interface Store {
  dialect: Dialect
  /** For reads outside a transaction. Used inside one it throws: it would not see that one's writes. */
  read: Db
  /**
   * Runs `work` in one transaction, which commits when `work` has ended well. A call inside another joins it. A database error must not be
   * caught inside, nothing but statements may be awaited, and on PostgreSQL `work` may run again after a deadlock.
   * Throws what `work` throws; Refusal `full`, `busy` or `database_down` where the engine says so.
   */
  tx: Tx
  /** True while the caller is inside `tx`. */
  inTx(): boolean
  beforeTx(hook: BeforeTx): void
  /**
   * Called after each commit, outside the transaction, with the `db` that it had: the place to wake whoever tails a table.
   */
  afterCommit(listener: (db: Db) => void): void
  /** SQLite: a number that moves whenever another connection has committed. PostgreSQL: always 0. */
  dataVersion(): number
  close(): Promise<void>
}

export interface StoreOptions {
  /** `sqlite:/abs/path/atrium.db` or `postgres://...`. */
  url: string
  /** False for unnamed statements (PgBouncer). */
  prepared?: boolean
  log?: StoreLog
  /** Ms that a transaction waits for its turn before it is refused. */
  patience?: number
}
