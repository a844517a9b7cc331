import type { Caller } from '#base/viewer.ts'
import { readCookie } from './cookies.ts'
import type { Exchange } from './exchange.ts'
import type { Parts } from './parts.ts'

/** Name of the session's cookie, without its prefix. */
export const sessionCookie = 'session'

const bearer = /^Bearer +([\x21-\x7e]+)$/i

/**
 * Finds out who sends a request, by the one credential that its row looks at, and in which language to speak: the person's own,
 * a browser's, or English to an app. Apps choose the language of sign-in and consent by `lang`.
 */
export async function identify(parts: Parts, x: Exchange): Promise<void> {
  const kind = x.route?.credential ?? (x.surface === 'page' ? 'session' : 'none')
  if (kind === 'token') {
    const token = bearerOf(x.req.headers.authorization) ?? (x.route?.queryToken ? queryToken(x.rawQuery) : undefined)
    if (token !== undefined) {
      const caller = await parts.doors.token(token)
      if (caller) x.caller = caller
      else x.deadToken = true
    }
  } else if (kind === 'session') {
    x.caller = await callerOfCookie(parts, x.req.headers.cookie)
  }
  if (x.caller.kind === 'token' || x.caller.kind === 'session') x.locale = parts.languages.of(x.caller.viewer.locale)
  else if (x.surface === 'page') x.locale = parts.languages.accepted(x.header('accept-language'))
  const wish = x.route?.class === 'signin' ? /(?:^|&)lang=([A-Za-z-]{2,20})(?:&|$)/.exec(x.rawQuery)?.[1] : undefined
  if (wish !== undefined) x.locale = parts.languages.accepted(`${wish}, ${x.locale};q=0.5`)
}

/** The caller behind a Cookie header. */
export async function callerOfCookie(parts: Parts, header: string | undefined): Promise<Caller> {
  const cookie = readCookie(header, sessionCookie, parts.site.config.https)
  return cookie === undefined ? { kind: 'anonymous' } : await parts.doors.session(cookie)
}

/** The token of an Authorization header; undefined for another scheme. */
export const bearerOf = (header: string | undefined): string | undefined => (header === undefined ? undefined : bearer.exec(header)?.[1])

export const queryToken = (rawQuery: string): string | undefined =>
  rawQuery.includes('access_token=') ? (new URLSearchParams(rawQuery).get('access_token') ?? undefined) : undefined
