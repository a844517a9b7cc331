import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from './db.ts'

/** An open transaction. */
interface Scope {
  db: Db
  open: boolean
  /** The first error of a statement or of a nested call: after one it may not commit, whoever caught it. */
  failed?: { error: unknown }
}

/**
 * Knows which transaction the running code belongs to, and so refuses what would corrupt quietly: a statement that outlives its
 * transaction, a read that would not see its writes, a commit after a swallowed error.
 */
export class Guard {
  #inside = new AsyncLocalStorage<Scope>()

  // drizzle calls logQuery before each statement, in the caller's async context: the cheapest guard there is (0.2 us).
  readonly onlyInside = {
    logQuery: (): void => {
      if (!this.#current()) throw new Error('statement outside its transaction')
    },
  }
  readonly onlyOutside = {
    logQuery: (): void => {
      if (this.#current()) throw new Error('store.read inside tx: use the db that tx hands over')
    },
  }

  /** Work that outlives its transaction has none. */
  #current(): Scope | undefined {
    const scope = this.#inside.getStore()
    return scope?.open ? scope : undefined
  }

  inTx(): boolean {
    return this.#current() !== undefined
  }

  /** Notes that a statement failed, so that its transaction cannot commit even when the error is caught. */
  fail(error: unknown): void {
    const scope = this.#current()
    if (scope) scope.failed ??= { error }
  }

  /** Runs `work` in the transaction that is open around the caller; undefined when there is none. */
  join<T>(work: (db: Db) => Promise<T>): Promise<T> | undefined {
    const scope = this.#current()
    return scope && this.#nested(scope, work)
  }

  async #nested<T>(scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(scope.db)
    } catch (e) {
      scope.failed ??= { error: e }
      throw e
    }
  }

  /** Runs `work` as a transaction that has begun, then `commit`; rolling back when it throws is the caller's part. */
  async run<T>(db: Db, work: (db: Db) => Promise<T>, commit: () => unknown): Promise<T> {
    const scope: Scope = { db, open: true }
    try {
      // Awaited inside: a query that `work` merely returns runs only when it is awaited.
      const value = await this.#inside.run(scope, async () => await work(db))
      if (scope.failed) throw scope.failed.error
      scope.open = false
      await commit()
      return value
    } finally {
      scope.open = false
    }
  }
}
