import { type DayPart, dayPart, localTime } from '#features/statuses/day-parts.ts'

/** Which of the three drawn skies belongs to a part of the day. */
const skies: Record<DayPart, 'morning' | 'dusk' | 'night'> = { morning: 'morning', afternoon: 'morning', evening: 'dusk', night: 'night' }

/** The sky and the greeting (a locale key) of the hour where the person is. */
export function greeting(now: number, timeZone: string) {
  const part = dayPart(localTime(now, timeZone).hour)
  return { phase: skies[part], greeting: `home.good_${part}` }
}

/** By what a person is greeted: the first word of the name, all of it where that word is a title. */
export function firstName(name: string): string {
  const [first = name] = name.trim().split(/\s+/)
  return first.endsWith('.') ? name : first
}
