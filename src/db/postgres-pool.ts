import pg from 'pg'
import type { StoreLog } from './db.ts'
import { waitedTooLong } from './turns.ts'

// Our 8-byte integers are ids, times and counts, all below 2^53; text would turn every sum and raw count into a trap.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A pool whose lost connections are logged; without listeners they would end the process. */
export function openPool(url: string, patience: number, log: StoreLog | undefined): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: patience, keepAlive: true })
  const lost = (err: Error) => log?.warn({ err }, 'a database connection was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

/** A connection for one transaction. Refused when all of them are held for `patience` ms; the refusal names the oldest holder. */
export async function connect(pool: pg.Pool, patience: number, holders: ReadonlySet<Error>): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (e) {
    const [oldest] = holders
    if (oldest && /timeout exceeded/.test((e as Error).message)) throw waitedTooLong(patience, { caller: oldest, late: false })
    throw e
  }
}
