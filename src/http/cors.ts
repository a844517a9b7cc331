import type { Exchange, Surface } from './exchange.ts'
import { send } from './send.ts'

/** Paths that apps of other origins call with a token in the header: `*` and never credentials (SEC:B8; Phanpy, Elk). */
const open = /^\/(?:api|\.well-known|nodeinfo)(?:\/|$)|^\/oauth\/(?:token|revoke|userinfo)\/?$/

/** The form of errors for a path that no row has. */
export const surfaceOf = (path: string): Surface => (open.test(path) ? 'api' : 'page')

const preflight = [
  'access-control-allow-methods',
  'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers',
  'Authorization, Content-Type, Idempotency-Key',
  'access-control-max-age',
  '86400',
]

/** Answers an OPTIONS request for an open path; true when it did. Cookie routes get none. */
export function answerPreflight(x: Exchange): boolean {
  if (x.req.method !== 'OPTIONS' || x.surface === 'page') return false
  send(x, 204, undefined, preflight, undefined)
  return true
}
