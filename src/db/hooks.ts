import type { BeforeTx, Db, StoreLog, Tx } from './db.ts'

/** Longer than this and other writers feel it. */
const slow = 20

/** What a store calls around its transactions. */
export class Hooks {
  #before: BeforeTx[] = []
  #after: ((db: Db) => void)[] = []
  #log: StoreLog | undefined

  constructor(log: StoreLog | undefined) {
    this.#log = log
  }

  before(hook: BeforeTx): void {
    this.#before.push(hook)
  }

  after(listener: (db: Db) => void): void {
    this.#after.push(listener)
  }

  /** The first hook that has something to do now. */
  due(): BeforeTx | undefined {
    return this.#before.find((hook) => hook.due())
  }

  /** Runs a hook as a transaction of its own: what it learned counts only after the commit. */
  async run(hook: BeforeTx, tx: Tx): Promise<void> {
    const committed = await tx((db: Db) => hook.run(db))
    committed()
  }

  /** Tells the log of a transaction that took long. */
  weigh(ms: number, caller: Error): void {
    if (Math.round(ms) > slow) this.#log?.warn({ ms: Math.round(ms), caller: caller.stack }, 'slow transaction')
  }

  /** Tells the listeners of a commit. */
  committed(db: Db): void {
    for (const listener of this.#after) {
      try {
        listener(db)
      } catch (err) {
        // The transaction stands; its caller must not hear otherwise.
        this.#log?.warn({ err }, 'a listener failed after a commit')
      }
    }
  }
}
