import type { IncomingMessage } from 'node:http'
import { badRequest, Refusal } from '#base/errors.ts'
import type { Config } from '#platform/config/config.ts'

/**
 * Path and query of a request target. Only the origin form is taken, and nothing with `#` in it: no two parsers shall read one
 * target differently (SEC:A6). Throws 400.
 */
export function splitTarget(target: string): { path: string; rawQuery: string } {
  if (!target.startsWith('/') || target.includes('#')) throw badRequest('bad_target', 'The address of the request is malformed')
  const at = target.indexOf('?')
  return at < 0 ? { path: target, rawQuery: '' } : { path: target.slice(0, at), rawQuery: target.slice(at + 1) }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Says whether a Host header is ours (SEC:O1). Where `url` is a loopback address every loopback name is, on any port: a demo behind a
 * forwarded port stays reachable, and a name that an attacker lets point here is still refused.
 */
export function hostCheck(config: Pick<Config, 'host' | 'https'>): (host: string | undefined) => boolean {
  const own = config.host.toLowerCase()
  const bare = own.replace(/:\d+$/, '')
  const accepted = new Set([own, ...(own === bare ? [`${own}:${config.https ? 443 : 80}`] : [])])
  if (!loopback.has(bare)) return (host) => host !== undefined && accepted.has(host.toLowerCase())
  return (host) => host !== undefined && loopback.has(host.toLowerCase().replace(/:\d{1,5}$/, ''))
}

/** 421: asked for a name that is not ours. */
export const misdirected = () => new Refusal('misdirected', 421, 'This server does not answer for that name')

/**
 * The origin that a browser on our own pages sends with this request. The Host header has been checked, so on a loopback address it tells
 * the port; everywhere else the configuration does.
 */
export const ownOrigin = (req: IncomingMessage, config: Pick<Config, 'host' | 'https' | 'origin'>): string =>
  loopback.has(config.host.replace(/:\d+$/, '')) ? `${config.https ? 'https' : 'http'}://${req.headers.host ?? ''}` : config.origin
