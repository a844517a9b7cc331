import type { Exchange } from './exchange.ts'
import type { Parts } from './parts.ts'
import { send } from './send.ts'

const text = 'text/plain; charset=utf-8'

/**
 * Health for supervisors and proxies, which ask by any name: `/livez` says that the process answers, `/readyz` and `/health` that the
 * database does too. True when it answered.
 */
export async function answerHealth(parts: Parts, x: Exchange, path: string): Promise<boolean> {
  if (path !== '/health' && path !== '/livez' && path !== '/readyz') return false
  x.base = parts.headers.plain
  try {
    if (path !== '/livez') await parts.doors.ready()
    send(x, 200, text, [], 'OK')
  } catch (error) {
    parts.site.log.warn({ err: error, requestId: x.requestId }, 'not ready')
    send(x, 503, text, ['retry-after', '5'], 'not ready')
  }
  return true
}
