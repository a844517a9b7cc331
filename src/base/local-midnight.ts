import { ahead } from './local-time.ts'

const dayLength = 86_400_000

/** The moment (Unix ms) at which a day begins in a time zone (IANA name). `day` counts the days of the calendar there since 1970-01-01. */
export function localMidnight(day: number, timeZone: string): number {
  const wall = day * dayLength
  const near = wall - ahead(wall, timeZone)
  // Asked again near the answer: the clock may have been changed between.
  return wall - ahead(near, timeZone)
}
