/** How a time is written. `short`: as near as needed; `day`: weekday, day, month; `date`: day, month, year; `long`: everything. */
export type TimeForm = 'short' | 'clock' | 'day' | 'date' | 'long'

const forms: Readonly<Record<Exclude<TimeForm, 'short'> | 'near' | 'far', Intl.DateTimeFormatOptions>> = {
  clock: { timeStyle: 'short' },
  near: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
  far: { day: 'numeric', month: 'short' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  long: { dateStyle: 'long', timeStyle: 'short' },
}

const kept = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, zone: string, form: keyof typeof forms): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${form}`
  const made = kept.get(key) ?? new Intl.DateTimeFormat(locale, { ...forms[form], timeZone: zone })
  kept.set(key, made)
  return made
}

const dayOf = (at: number, zone: string) => format('sv', zone, 'date').format(at)
const week = 6 * 86_400_000

/**
 * A time in words of the language and the zone. `short` is the clock today, weekday and clock within six days, then day and month, with
 * the year when it is another one.
 */
export function timeText(at: number, form: TimeForm, o: { locale: string; zone: string; now: number }): string {
  if (form !== 'short') return format(o.locale, o.zone, form).format(at)
  if (dayOf(at, o.zone) === dayOf(o.now, o.zone)) return format(o.locale, o.zone, 'clock').format(at)
  if (Math.abs(o.now - at) < week) return format(o.locale, o.zone, 'near').format(at)
  const sameYear = dayOf(at, o.zone).slice(-4) === dayOf(o.now, o.zone).slice(-4)
  return format(o.locale, o.zone, sameYear ? 'far' : 'date').format(at)
}
