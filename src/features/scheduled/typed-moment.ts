import { isTimeZone, momentsAt, wallClock } from '#base/local-time.ts'

/** When a post shall be published, as a person types it: by the clock on the wall of a zone. */
export interface TypedMoment {
  /** It is to be published later, also when the time is not there yet. */
  on: boolean
  /** `2026-11-26T09:30`. */
  at: string
  /** The zone that the form named; '' = the person's own. */
  zone: string
  /** Which one is meant of a time that comes twice. */
  turn: '' | 'first' | 'second'
}

export const noMoment: TypedMoment = { on: false, at: '', zone: '', turn: '' }

/** A moment as it could be typed again; one that is past is to be chosen anew. */
export const typedMoment = (ms: number, zone: string, now: number): TypedMoment => ({
  on: true,
  at: ms > now ? wallClock(ms, zone) : '',
  zone,
  turn: ms > now && momentsAt(wallClock(ms, zone), zone)?.at(-1) === ms ? 'second' : 'first',
})

/** The zone by which a typed time counts: the one that the form named, since the person may have chosen another one meanwhile. */
export const zoneOf = ({ zone }: TypedMoment, own: string): string => (isTimeZone(zone) ? zone : own)

/**
 * What a typed time means: ms, null for now, or a locale key of what is wrong with it. A time without its tick means later all the same: nothing
 * is published before its author wants it. `own`: the person's zone.
 */
export function readMoment(typed: TypedMoment, own: string): { dueAt: number | null } | { fault: string } {
  if (!typed.on && typed.at === '') return { dueAt: null }
  const moments = momentsAt(typed.at, zoneOf(typed, own))
  if (!moments) return { fault: 'scheduled.fault_unread' }
  const [first, second] = moments
  if (first === undefined) return { fault: 'scheduled.fault_gap' }
  if (second === undefined) return { dueAt: first }
  if (typed.turn === '') return { fault: 'scheduled.fault_twice' }
  return { dueAt: typed.turn === 'first' ? first : second }
}
