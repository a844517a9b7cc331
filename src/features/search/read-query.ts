import { languageMark, properties } from './marks.ts'

/** Where is searched: everywhere, in what one wrote, was named in or has marked, or among the listed posts for everyone. */
export type Scope = 'all' | 'library' | 'public'

/** Days since 1970-01-01 of the calendar on the searcher's wall: from the first on, and before the second. */
interface Days {
  kind: 'days'
  from: number | null
  until: number | null
}

type Asked =
  | { kind: 'words'; text: string; exact: boolean }
  | { kind: 'tag'; name: string }
  | { kind: 'from'; name: string }
  | { kind: 'mark'; mark: string }
  | { kind: 'in'; scope: Scope }
  | Days

/** One part of what somebody types. `not`: what it finds is left out. */
export type Clause = { not: boolean } & Asked

/** Characters and parts that are read; the rest of a longer search is left out (SEC:D3). */
const longest = 1000
const mostClauses = 30

const part = /([+-]?)(?:(has|is|language|from|before|after|during|in):)?(?:"([^"]*)(?:"|$)|([^\s"]+))/giu
const scopes: readonly string[] = ['all', 'library', 'public']

/**
 * Takes a search apart as Mastodon does: words, "phrases", `-` before what must not stand in it, and operators. An operator that nobody knows,
 * or with a value that it cannot have, is words like any others.
 */
export function readQuery(text: string): Clause[] {
  const found = [...text.slice(0, longest).matchAll(part)].slice(0, mostClauses)
  return found.map(([whole, sign, operator, phrase, term]) => {
    const not = sign === '-'
    const value = phrase ?? term ?? ''
    const known = operator === undefined ? undefined : operatorOf(operator.toLowerCase(), value)
    if (known) return { not, ...known }
    if (operator !== undefined) return { not, kind: 'words', text: whole, exact: false }
    if (phrase === undefined && /^[#＃]./u.test(value)) return { not, kind: 'tag', name: value.slice(1) }
    return { not, kind: 'words', text: value, exact: phrase !== undefined }
  })
}

function operatorOf(operator: string, value: string): Asked | undefined {
  const small = value.toLowerCase()
  if (operator === 'from') return { kind: 'from', name: value }
  if (operator === 'language') return { kind: 'mark', mark: languageMark(small) }
  if (operator === 'in') return scopes.includes(small) ? { kind: 'in', scope: small as Scope } : undefined
  if (operator === 'has' || operator === 'is') {
    const mark = Object.hasOwn(properties, `${operator}:${small}`) ? properties[`${operator}:${small}`] : undefined
    return mark === undefined ? undefined : { kind: 'mark', mark }
  }
  const period = periodOf(value)
  if (!period) return undefined
  const [first, end] = period
  if (operator === 'before') return { kind: 'days', from: null, until: first }
  return operator === 'after' ? { kind: 'days', from: end, until: null } : { kind: 'days', from: first, until: end }
}

const dayNumber = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000

/** The first day of `2026`, `2026-11` or `2026-11-26`, and the first after it. */
function periodOf(text: string): [number, number] | undefined {
  const found = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(text)
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), found[2] && Number(found[2]), found[3] && Number(found[3])]
  if (year < 1970) return undefined
  if (!month) return month === 0 ? undefined : [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)]
  if (month > 12) return undefined
  if (!day) return day === 0 ? undefined : [dayNumber(year, month, 1), dayNumber(year, month + 1, 1)]
  const first = dayNumber(year, month, day)
  return first < dayNumber(year, month + 1, 1) ? [first, first + 1] : undefined
}
