import type Sqlite from 'better-sqlite3'
import { steady } from '#base/clock.ts'
import type { Db } from './db.ts'
import type { Guard } from './guard.ts'
import type { Hooks } from './hooks.ts'
import type { Waiting } from './turns.ts'

/** Ms for which one commit gathers: another process waits for the lock meanwhile. */
const longest = 20

interface Parts {
  writer: Sqlite.Database
  guard: Guard
  hooks: Hooks
  /** What the work writes through. */
  db: Db
  /** The next caller who waits. */
  next(): Waiting | undefined
}

interface Done {
  turn: Waiting
  value: unknown
  /** What its own work took. */
  ms: number
}

/**
 * Runs the transactions of all who wait, one after the other, and commits them at once: the disk is waited for once and not for each. Each
 * stands or falls by itself, behind a savepoint, and hears that it stands only after the commit that holds it.
 */
export class SharedCommit {
  readonly #parts: Parts
  readonly #commit: Sqlite.Statement
  readonly #rollback: Sqlite.Statement
  readonly #mark: Sqlite.Statement
  readonly #keep: Sqlite.Statement
  readonly #undo: Sqlite.Statement

  constructor(parts: Parts) {
    this.#parts = parts
    const { writer } = parts
    this.#commit = writer.prepare('COMMIT')
    this.#rollback = writer.prepare('ROLLBACK')
    this.#mark = writer.prepare('SAVEPOINT one')
    this.#keep = writer.prepare('RELEASE one')
    this.#undo = writer.prepare('ROLLBACK TO one')
  }

  /** Ends the transaction that has begun. Never throws: what happens is told to those whose work it was. */
  async run(): Promise<void> {
    const { writer, hooks, next } = this.#parts
    const began = steady()
    const done: Done[] = []
    try {
      for (let turn = next(); turn; turn = done.length > 0 && steady() - began < longest && !hooks.due() ? next() : undefined)
        await this.#one(turn, done)
      this.#end(done)
    } catch (e) {
      for (const { turn } of done) turn.reject(e)
    } finally {
      if (writer.inTransaction) this.#rollback.run()
    }
  }

  /** Throws when the engine has given up the whole transaction. */
  async #one(turn: Waiting, done: Done[]) {
    const { writer, guard, db } = this.#parts
    const since = steady()
    // The first has the transaction to itself: when it fails, all is rolled back, and the others come next.
    const marked = done.length > 0
    try {
      if (marked) this.#mark.run()
      const value = await guard.run(db, turn.work, () => marked && this.#keep.run())
      done.push({ turn, value, ms: steady() - since })
    } catch (e) {
      turn.reject(e)
      if (!writer.inTransaction) throw e
      if (!marked) return
      this.#undo.run()
      this.#keep.run()
    }
  }

  #end(done: readonly Done[]) {
    if (done.length === 0) return
    const { db, hooks } = this.#parts
    const since = steady()
    this.#commit.run()
    const waited = steady() - since
    for (const { turn, ms } of done) hooks.weigh(ms + waited, turn.caller)
    hooks.committed(db)
    for (const { turn, value } of done) turn.resolve(value)
  }
}
