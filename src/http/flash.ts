import type { SetCookie } from './page.ts'

/** Name of the cookie that carries a sentence over a redirect, where Turbo loses a fragment. */
export const flashCookie = 'flash'

const written = /^([a-z][a-z0-9_.]*)~([\w-]*)$/

/** `flash`: a locale key. Half a minute is enough for the next page, and a forgotten sentence does not speak up later. */
export function writeFlash(flash: string, focus = ''): SetCookie {
  const value = `${flash}~${focus}`
  if (!written.test(value)) throw new Error(`"${value}" is no locale key and id`)
  return { name: flashCookie, value, maxAge: 30 }
}

/** The key of the sentence that the next page shows once, and the id of the element that takes the focus. */
export function readFlash(value: string | undefined): { key: string; focus: string } | undefined {
  const found = value === undefined ? null : written.exec(value)
  return found ? { key: found[1]!, focus: found[2]! } : undefined
}
