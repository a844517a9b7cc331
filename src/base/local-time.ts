const clocks = new Map<string, Intl.DateTimeFormat>()
const day = 86_400_000

/** What a clock on the wall of a time zone (IANA name) is ahead of UTC at `ms`, in ms. */
export function ahead(ms: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const part = 'numeric'
    const parts = { year: part, month: part, day: part, hour: part, minute: part, second: part } as const
    clock = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...parts })
    clocks.set(timeZone, clock)
  }
  const at = Object.fromEntries(clock.formatToParts(ms).map((part) => [part.type, Number(part.value)]))
  const wall = Date.UTC(at['year']!, at['month']! - 1, at['day']!, at['hour']!, at['minute']!, at['second']!)
  return wall - Math.floor(ms / 1000) * 1000
}

/** Whether this is the name of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What the clock on the wall shows at `ms`, as `<input type="datetime-local">` writes it: `2026-11-26T09:30`. */
export const wallClock = (ms: number, timeZone: string): string => new Date(ms + ahead(ms, timeZone)).toISOString().slice(0, 16)

const written = /^(\d{4}-\d\d-\d\d)[T ]+(\d\d?:\d\d)(?::\d\d(?:\.\d+)?)?$/

/**
 * The moments (Unix ms) at which the clock on the wall shows this, the earlier first: one as a rule, two in the hour that is set back, none in the
 * hour that is left out. Undefined for what is no day and time; a browser without the field of HTML sends what was typed.
 */
export function momentsAt(text: string, timeZone: string): number[] | undefined {
  const [, date, time = ''] = written.exec(text.trim()) ?? []
  const wall = Date.parse(`${date}T${time.padStart(5, '0')}:00Z`)
  // A 31st of February would be taken for one of March.
  if (!Number.isFinite(wall) || !new Date(wall).toISOString().startsWith(date!)) return undefined
  const near = [wall - ahead(wall - day, timeZone), wall - ahead(wall + day, timeZone)]
  return [...new Set(near)].filter((ms) => ms + ahead(ms, timeZone) === wall).toSorted((a, b) => a - b)
}
