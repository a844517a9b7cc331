import { setTimeout as sleep } from 'node:timers/promises'
import { steady } from '#base/clock.ts'

/**
 * Waits until `there` answers something, and answers that. Throws with `what` after a minute, unless told otherwise: many times what was ever
 * seen, also where disk and processor are shared with others.
 */
export async function until<T>(
  there: () => T | undefined | false | Promise<T | undefined | false>,
  what: string | (() => string) = 'what was waited for',
  ms = 60_000,
): Promise<T> {
  for (const end = steady() + ms; ;) {
    const found = await there()
    if (found) return found
    if (steady() > end) throw new Error(`${typeof what === 'string' ? what : what()} did not come within ${ms} ms`)
    await sleep(5)
  }
}
