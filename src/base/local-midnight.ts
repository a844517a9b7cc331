const clocks = new Map<string, Intl.DateTimeFormat>()
const dayLength = 86_400_000

/** What a clock on the wall of a time zone is ahead of UTC at `ms`, in ms. */
function ahead(ms: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const part = 'numeric'
    const parts = { year: part, month: part, day: part, hour: part, minute: part, second: part } as const
    clock = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...parts })
    clocks.set(timeZone, clock)
  }
  const at = Object.fromEntries(clock.formatToParts(ms).map((part) => [part.type, Number(part.value)]))
  return Date.UTC(at['year']!, at['month']! - 1, at['day']!, at['hour']!, at['minute']!, at['second']!) - ms
}

/** The moment (Unix ms) at which a day begins in a time zone (IANA name). `day` counts the days of the calendar there since 1970-01-01. */
export function localMidnight(day: number, timeZone: string): number {
  const wall = day * dayLength
  const near = wall - ahead(wall, timeZone)
  // Asked again near the answer: the clock may have been changed between.
  return wall - ahead(near, timeZone)
}
