import Sqlite from 'better-sqlite3'
import { Client } from 'pg'

/** One statement that reached an engine. */
export interface Ran {
  sql: string
  params: unknown[]
}

let log: Ran[] | undefined

const lite = Object.getPrototypeOf(new Sqlite(':memory:').prepare('select 1')) as Record<
  string,
  (this: { source: string }, ...p: unknown[]) => unknown
>
for (const name of ['all', 'get', 'run']) {
  const run = lite[name]!
  lite[name] = function (...params) {
    log?.push({ sql: this.source, params })
    return run.apply(this, params)
  }
}
const post = Client.prototype as unknown as { query(this: unknown, ...p: unknown[]): unknown }
const ask = Reflect.get(post, 'query') as (this: unknown, ...p: unknown[]) => unknown
post.query = function (...p) {
  const [first, values] = p as [string | { text: string; values?: unknown[] }, unknown[] | undefined]
  log?.push(typeof first === 'string' ? { sql: first, params: values ?? [] } : { sql: first.text, params: values ?? first.values ?? [] })
  return ask.apply(this, p)
}

/**
 * Every statement that either engine was given while `work` ran, without those of the tail that looks for events meanwhile, unless `events`
 * asks for them.
 */
export async function statementsOf(work: () => Promise<unknown>, o: { events?: boolean } = {}): Promise<Ran[]> {
  const mine: Ran[] = []
  log = mine
  try {
    await work()
  } finally {
    log = undefined
  }
  if (o.events) return mine
  return mine.filter((ran) => !/from "?events"?\b|^pragma data_version/i.test(ran.sql))
}
