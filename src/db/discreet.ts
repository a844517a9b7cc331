import type { ClientBase, Pool } from 'pg'

/**
 * The connection as drizzle sees it: a failed query tells no values. drizzle writes the parameters into the error's message and
 * PostgreSQL the offending row into `detail`; both would end in the log, with whatever a person typed.
 */
export function discreet(client: Pool | ClientBase): Pool {
  const query = async (config: object, params: unknown[]) => {
    try {
      return await client.query(config as { text: string }, params)
    } catch (e) {
      // The very array that drizzle goes on to print.
      params.length = 0
      throw e instanceof Error ? silenced(e) : e
    }
  }
  return { query } as unknown as Pool
}

function silenced(e: Error & { code?: unknown }): Error {
  for (const key of ['detail', 'where', 'internalQuery']) Reflect.deleteProperty(e, key)
  // Class 22 quotes the value that did not fit.
  if (!String(e.code).startsWith('22')) return e
  const said = e.message
  e.message = `a value does not fit (${String(e.code)})`
  e.stack = e.stack?.replace(said, e.message) ?? e.message
  return e
}
