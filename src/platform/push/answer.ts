import type { FetchFault, FetchReason } from '../fetch/fetch.ts'
import type { PushAnswer, PushEnd } from './push.ts'

/** A day in seconds: who asks for more is asked again all the same. */
const longest = 86_400

/** What a push service's answer means (RFC 8030, 7.3 and 8.4). `retryAfter` is the header as it came; `now` in ms. */
export function answerTo(status: number, retryAfter: string | null, now: number): PushAnswer {
  const end = endOf(status)
  const seconds = end === 'later' ? secondsOf(retryAfter, now) : undefined
  return { end, said: String(status), silent: false, ...(seconds === undefined ? {} : { retryAfter: seconds }) }
}

function endOf(status: number): PushEnd {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 404 || status === 410) return 'gone'
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'later' : 'refused'
}

/** Seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
function secondsOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), longest) : undefined
}

const ends: Record<FetchReason, PushEnd> = {
  address: 'barred',
  credentials: 'barred',
  not_listed: 'barred',
  scheme: 'barred',
  deadline: 'later',
  unreachable: 'later',
  redirects: 'refused',
  too_large: 'refused',
}

/** What it means that no answer came. */
export const faultAs = ({ reason }: FetchFault): PushAnswer => ({
  end: ends[reason],
  said: reason,
  silent: reason === 'deadline' || reason === 'unreachable',
})
