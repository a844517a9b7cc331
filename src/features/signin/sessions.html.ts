import type { Session } from './signin.schema.ts'

/** One line of the list of sessions. */
export interface SessionView {
  id: string
  /** Names of products and systems, which no language translates; null when the browser did not say. */
  browser: string | null
  system: string | null
  seenAt: number
  createdAt: number
  /** The browser that asks. */
  here: boolean
}

// Order decides: most browsers also name those that they descend from.
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]
const named = (list: [RegExp, string][], text: string) => list.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** A session as its page shows it. `current`: id of the session that asks. */
export const sessionView = (session: Session, current: number): SessionView => ({
  id: String(session.id),
  browser: named(browsers, session.userAgent),
  system: named(systems, session.userAgent),
  seenAt: session.seenAt,
  createdAt: session.createdAt,
  here: session.id === current,
})
