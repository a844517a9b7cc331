import type { Look } from '#base/look.ts'

/** What every template and partial knows as data variables: `@title`, `@locale`, `@csrf` ... */
export interface Frame {
  title: string
  /** BCP 47. */
  locale: string
  dir: 'ltr' | 'rtl'
  company: string
  /** What the person has chosen; the usual one for everybody else. */
  look: Look
  /** Path of this request. */
  path: string
  /** The same with its query: where a form leads back to. */
  here: string
  /** Token of the session's forms; empty without a session. */
  csrf: string
  /** What the frame of a page shows of the person; null when nobody is signed in. */
  me: object | null
  /** A sentence shown once, and the id of the element that takes the focus. */
  flash: { text: string; focus: string } | null
  /** IANA name of the zone in which times are written. */
  zone: string
  /** Unix ms: what is today and what is not. */
  now: number
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])
export const directionOf = (locale: string): 'ltr' | 'rtl' => (rightToLeft.has(locale.split('-')[0]!) ? 'rtl' : 'ltr')
