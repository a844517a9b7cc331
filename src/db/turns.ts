import { unavailable } from '#base/errors.ts'

/** Somebody who waits for the writer or has it. The stack of `caller` says who. */
export interface Turn {
  caller: Error
  /** Set when the wait was given up: the work must not run any more. */
  late: boolean
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
  #patience: number
  #tail: Promise<unknown> = Promise.resolve()
  #holder: Turn | undefined

  constructor(patience: number) {
    this.#patience = patience
  }

  /**
   * Runs `work` when its turn has come. `work` calls `mine()` as soon as it has begun to write: from then on it is no longer waiting, and
   * if the wait was given up before that, `mine()` throws.
   */
  take<T>(caller: Error, work: (mine: () => void) => Promise<T>): Promise<T> {
    const turn: Turn = { caller, late: false }
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const giveUp = () => {
      turn.late = true
      reject(waitedTooLong(this.#patience, this.#holder))
    }
    const alarm = setTimeout(giveUp, this.#patience)
    const mine = () => {
      if (turn.late) throw waitedTooLong(this.#patience, undefined)
      clearTimeout(alarm)
      this.#holder = turn
    }
    const done = this.#tail
      .then(() => (turn.late ? undefined : work(mine).then(resolve, reject)))
      .finally(() => {
        clearTimeout(alarm)
        if (this.#holder === turn) this.#holder = undefined
      })
    this.#tail = done
    return promise
  }

  /** Resolves when everybody who has asked so far is done. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
