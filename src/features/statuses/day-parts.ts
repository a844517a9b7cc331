/** A moment as a clock on the wall shows it. */
export interface LocalTime {
  /** Days since 1970-01-01, of the local calendar. */
  day: number
  hour: number
  minute: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The wall clock of a time zone (IANA name) at `ms`. Formatters are kept: making one costs 50 times as much as using it. */
export function localTime(ms: number, timeZone: string): LocalTime {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  const at = Object.fromEntries(clock.formatToParts(ms).map((part) => [part.type, Number(part.value)]))
  return { day: Date.UTC(at['year']!, at['month']! - 1, at['day']!) / 86_400_000, hour: at['hour']!, minute: at['minute']! }
}

export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night'

/** What people call an hour of 0 to 23. */
export function dayPart(hour: number): DayPart {
  if (hour < 5 || hour >= 22) return 'night'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** Where the sun stands on its way over the dial (viewBox 28 x 16); at night it is below. */
export function dial({ hour, minute }: LocalTime) {
  const way = (hour + minute / 60 - 6) / 12
  const night = way < 0 || way > 1
  const angle = (night ? 0.5 : way) * Math.PI
  return { x: (14 - 12 * Math.cos(angle)).toFixed(1), y: (15 - 12 * Math.sin(angle)).toFixed(1), night }
}

/** A heading over posts: a locale key, and the name of the day where the key needs one. */
export interface DayHeading {
  key: string
  day: string
  dial: ReturnType<typeof dial>
}

/** "This morning", "Yesterday evening", "Friday afternoon", "3 November": nearer days are told more closely. */
export function dayHeading(ms: number, now: number, locale: string, timeZone: string): DayHeading {
  const at = localTime(ms, timeZone)
  const today = localTime(now, timeZone)
  const ago = today.day - at.day
  const part = dayPart(at.hour)
  const name = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(ms)
  if (ago <= 0) return { key: `home.today_${part}`, day: '', dial: dial(at) }
  if (ago === 1) return { key: `home.yesterday_${part}`, day: '', dial: dial(at) }
  if (ago < 7) return { key: `home.day_${part}`, day: name({ weekday: 'long' }), dial: dial(at) }
  const far = ago > 300
  return {
    key: 'home.day',
    day: name({ day: 'numeric', month: 'long', ...(far ? { year: 'numeric' } : {}) }),
    dial: dial({ day: at.day, hour: 12, minute: 0 }),
  }
}

/** Posts under their headings, in the order given. */
export function byDayPart<P extends { placed_at: number }>(
  posts: readonly P[],
  now: number,
  locale: string,
  timeZone: string,
): (DayHeading & { posts: P[] })[] {
  const groups: (DayHeading & { posts: P[] })[] = []
  for (const post of posts) {
    const heading = dayHeading(post.placed_at, now, locale, timeZone)
    const last = groups.at(-1)
    if (last && last.key === heading.key && last.day === heading.day) last.posts.push(post)
    else groups.push({ ...heading, posts: [post] })
  }
  return groups
}
