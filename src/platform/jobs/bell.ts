/** Wakes a loop that sleeps. A ring while nobody waits is not lost: the next wait is over at once. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  /** Ends the present wait, or the next one. */
  readonly ring = (): void => {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves when it rings, after `ms` at the latest. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const alarm = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(alarm)
          resolve()
        }
      })
    }
    this.#wake = undefined
    this.#rung = false
  }
}
