import type { Exchange } from './exchange.ts'
import type { Parts } from './parts.ts'
import type { LimitName } from './row.ts'

/** A row's families as a list. */
export const limitsOf = (limit: LimitName | readonly LimitName[] | undefined): readonly LimitName[] =>
  limit === undefined ? [] : typeof limit === 'string' ? [limit] : limit

/** Counts this exchange under the families of its row; the answer, whatever it will be, carries the headers. Throws 429. */
export function countCall(parts: Parts, x: Exchange, limits: readonly LimitName[], shows?: LimitName): void {
  parts.limits.count({ caller: x.caller, ip: x.ip, rawQuery: x.rawQuery, limits, shows }, (headers) => {
    x.extra = headers
  })
}
