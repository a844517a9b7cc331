import { randomInt } from '#base/ids.ts'

/** Ms to wait after run number `attempt` has failed: 16 s, 31 s, 96 s, 4.5 min ... 1.8 h, each up to a fifth more or less, so that a herd spreads. */
export function backOff(attempt: number): number {
  const base = (Math.min(attempt, 12) ** 4 + 15) * 1000
  return Math.round(base * 0.8) + randomInt(Math.round(base * 0.4) + 1)
}
