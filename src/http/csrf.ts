import type { IncomingMessage } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { forbidden } from '#base/errors.ts'
import type { Caller } from '#base/viewer.ts'

const crossSite = () =>
  forbidden('cross_site', 'This form was not sent from a page of this server. Please open the page again and repeat it.')

/**
 * Refuses an unsafe request that another site's page could have sent (SEC:C1): Sec-Fetch-Site, then Origin, then Referer must say that it
 * comes from `origin`, our own. One that says nothing at all is no browser's and is refused too. Throws 403.
 */
export function checkSameOrigin(req: IncomingMessage, origin: string): void {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw crossSite()
  const from = req.headers.origin ?? refererOrigin(req.headers.referer)
  if (from === undefined ? site === undefined : from !== origin) throw crossSite()
}

const refererOrigin = (referer: string | undefined) =>
  referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined

/** The form must carry its session's token, as field `csrf` or header `X-CSRF-Token`; a form without a session has none. Throws 403. */
export function checkToken(caller: Caller, given: unknown): void {
  if (caller.kind !== 'session') return
  const sent = Buffer.from(typeof given === 'string' ? given : '')
  const expected = Buffer.from(caller.csrf)
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) throw crossSite()
}
