import { full, Refusal, unavailable } from '#base/errors.ts'

/** The engine's code of an error, wherever drizzle has put it: `SQLITE_BUSY`, `23505`, `ECONNREFUSED`; empty when there is none. */
export function codeOf(e: unknown): string {
  const { code, cause } = (e ?? {}) as { code?: unknown; cause?: unknown }
  return typeof code === 'string' ? code : cause ? codeOf(cause) : ''
}

/** True when a row with the same unique key stood there already. `onConflictDoNothing().returning()` is the better way to ask. */
export const isUniqueViolation = (e: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(e))

/** True when the disk or the database has no room left. SQLITE_IOERR_SHMSIZE: the shared-memory file could not grow. */
export const isFull = (e: unknown): boolean => ['SQLITE_FULL', 'ENOSPC', '53100', 'SQLITE_IOERR_SHMSIZE'].includes(codeOf(e))

/** True when another process or transaction held what was needed for too long. */
const isBusy = (e: unknown): boolean => /^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|55P03$|57014$)/.test(codeOf(e))

/** True when the database server cannot be reached or has sent us away. pg has no codes for what it finds out by itself. */
const isDown = (e: unknown): boolean =>
  /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|08|57P0|53300|25P03)/.test(codeOf(e)) ||
  /not queryable|Connection terminated|not currently accepting connections|timeout exceeded when trying to connect/.test(innermost(e))

/** The message at the bottom: drizzle wraps the engine's own. */
const innermost = (e: unknown): string => (e instanceof Error ? (e.cause ? innermost(e.cause) : e.message) : '')

/** The refusal that an engine's error means to people: `full`, `busy` or `database_down`; any other error comes back as it is. */
export function asRefusal(e: unknown): unknown {
  if (e instanceof Refusal) return e
  const detail = e instanceof Error ? (e.stack ?? e.message) : String(e)
  if (isFull(e)) return full(detail)
  if (isBusy(e)) return unavailable('busy', 'The server is busy. Nothing was saved; please try again.', 1, detail)
  if (isDown(e))
    return unavailable('database_down', 'The database cannot be reached. Nothing was saved; please try again later.', 10, detail)
  return e
}
