import { codeOf } from '#db/dialect.ts'
import { ConfigFault } from '#platform/config/fault.ts'

/** What an engine's error means at a start, in one line; any other error comes back as it is. */
export function databaseFault(e: unknown, url: string): unknown {
  const code = codeOf(e)
  const place = url.replace(/(:\/\/[^/:@\s]*):[^/\s]*@/, '$1@')
  if (/^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08|57P03|53300|SQLITE_CANTOPEN)/.test(code) || isDown(e))
    return new ConfigFault([`the database ${place} cannot be reached (${code || 'no answer'})`])
  if (/^(?:28|3D)/.test(code)) return new ConfigFault([`the database ${place} refuses us: ${(e as Error).message}`])
  return e
}

const isDown = (e: unknown) => (e as { code?: unknown }).code === 'database_down'
