import { setImmediate as allThatIsReady } from 'node:timers/promises'
import { unavailable } from '#base/errors.ts'
import type { Db } from './db.ts'

/** Somebody who waits for the writer or has it. The stack of `caller` says who. */
export interface Turn {
  caller: Error
  /** Set when the wait was given up: the work must not run any more. */
  late: boolean
}

/** A turn whose work can be done. */
export interface Waiting extends Turn {
  work(db: Db): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
  alarm: NodeJS.Timeout
}

/** Refuses, and names the transaction that was in the way. */
export const waitedTooLong = (patience: number, holder: Turn | undefined) =>
  unavailable(
    'busy',
    'The server is busy. Nothing was saved; please try again.',
    1,
    `a transaction waited ${patience} ms; ${holder ? `the writer was held by\n${holder.caller.stack}` : 'the lock was held by another process'}`,
  )

/** Gives one caller at a time the writer, in the order of asking, and none of them more than `patience` ms to get it. */
export class Turns {
  readonly #patience: number
  readonly #serve: () => Promise<void>
  #waiting: Waiting[] = []
  #serving: Promise<void> | undefined
  #holder: Turn | undefined

  /** `serve` takes one turn or several by `next()` and settles each of them; it is called again while somebody waits. */
  constructor(patience: number, serve: () => Promise<void>) {
    this.#patience = patience
    this.#serve = serve
  }

  /** Runs `work` when its turn has come, and settles as it does once that is committed. */
  take<T>(caller: Error, work: (db: Db) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const turn: Waiting = {
      caller,
      late: false,
      work,
      resolve: resolve as (value: unknown) => void,
      reject,
      alarm: setTimeout(() => {
        turn.late = true
        reject(waitedTooLong(this.#patience, this.#holder))
      }, this.#patience),
    }
    this.#waiting.push(turn)
    this.#serving ??= this.#serveAll()
    return promise
  }

  /** The next who has not given up; from now on it has the writer and no longer waits. */
  next(): Waiting | undefined {
    for (let turn = this.#waiting.shift(); turn; turn = this.#waiting.shift()) {
      clearTimeout(turn.alarm)
      if (turn.late) continue
      this.#holder = turn
      return turn
    }
    this.#holder = undefined
    return undefined
  }

  /** Resolves when everybody who has asked so far is done. */
  async idle(): Promise<void> {
    await this.#serving
  }

  async #serveAll() {
    while (this.#waiting.length > 0) {
      // Requests that have arrived together ask one after the other within this turn of the event loop, and then share a commit.
      await allThatIsReady()
      await this.#serve()
      this.#holder = undefined
    }
    this.#serving = undefined
  }
}
