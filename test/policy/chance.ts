import { createRandom } from '../kill/random.ts'

/** Repeatable choices: the same seed always makes the same ones. */
export function chance(seed: number) {
  const next = createRandom(seed)
  return {
    below: (n: number) => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  }
}
