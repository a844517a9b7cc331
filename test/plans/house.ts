import { copyFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import type { TestSite } from '../site.ts'
import { statementsOf, type Ran } from '../features/statuses/statements.ts'
import { machineFills } from './fills-machine.ts'
import { peopleFills } from './fills-people.ts'
import { postFills } from './fills-posts.ts'
import { insertSql, type Json } from './seed.ts'
import { litePlan, type Plan, postgresPlan } from './plan.ts'

/** A site with the seed in it, and what its engine would do with a statement. */
export interface PlansHouse {
  /** Every statement that `work` runs with all its plans: on SQLite one without and one with statistics, which the product does not gather. */
  plansOf(work: () => Promise<unknown>, o?: { events?: boolean }): Promise<{ ran: Ran; plans: Plan[] }[]>
  close(): Promise<void>
}

/** Puts the seed into a site's database, has the engine count it, and opens what explains statements. */
export async function plansHouse(t: TestSite): Promise<PlansHouse> {
  return t.site.store.dialect === 'sqlite' ? lite(t) : await postgres(t)
}

/** All that is put in, in an order that the foreign keys allow. */
const fills = (json: Json) => [...postFills(json), ...machineFills(json), ...peopleFills(json)]

async function explained(explain: (ran: Ran) => Promise<Plan[]>, work: () => Promise<unknown>, o: { events?: boolean } = {}) {
  const found: { ran: Ran; plans: Plan[] }[] = []
  const seen = new Set<string>()
  for (const ran of await statementsOf(work, o)) {
    if (seen.has(ran.sql) || !/^\s*(?:select|with|insert|update|delete|\()/i.test(ran.sql)) continue
    seen.add(ran.sql)
    found.push({ ran, plans: await explain(ran) })
  }
  return found
}

function lite(t: TestSite): PlansHouse {
  const file = t.databaseUrl.slice('sqlite:'.length)
  const writer = new Sqlite(file)
  writer.pragma('foreign_keys = ON')
  writer.exec('begin')
  for (const fill of fills((text) => `'${text}'`)) writer.exec(insertSql(fill))
  writer.exec("insert into status_words (rowid, words, marks) select id, text, '' from statuses")
  writer.exec('commit')
  writer.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file, `${file}.uncounted`)
  writer.exec('analyze')
  writer.close()
  const readers = [new Sqlite(`${file}.uncounted`), new Sqlite(file)]
  const explain = async ({ sql, params }: Ran) =>
    readers.map((db) => litePlan(sql, db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...params)))
  return {
    plansOf: async (work, o) => await explained(explain, work, o),
    async close() {
      for (const db of readers) db.close()
    },
  }
}

/** How PostgreSQL reads whole tables. */
const ways = ['seqscan', 'hashjoin', 'mergejoin']

async function postgres(t: TestSite): Promise<PlansHouse> {
  const client = new Client({ connectionString: t.databaseUrl })
  await client.connect()
  const filled = fills((text) => `cast('${text}' as jsonb)`)
  for (const fill of filled) await client.query(insertSql(fill))
  await client.query("insert into status_words (rowid, words) select id, to_tsvector('simple', text) from statuses")
  await client.query('vacuum analyze')
  const plan = async ({ sql, params }: Ran, large: (table: string) => boolean) => {
    const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${sql}`, params)
    return postgresPlan(rows[0]!['QUERY PLAN'], large)
  }
  const rowsOf = new Map(filled.map((fill) => [fill.table, fill.rows]))
  const explain = async (ran: Ran) => {
    // A table of a few pages is read whole whatever indexes it has. Where that is made dear, it shows whether there is one.
    const usual = await plan(ran, (table) => (rowsOf.get(table) ?? 0) >= 5000)
    for (const way of ways) await client.query(`set enable_${way} = off`)
    const wary = await plan(ran, () => true)
    await client.query('reset all')
    return [usual, wary]
  }
  return { plansOf: async (work, o) => await explained(explain, work, o), close: async () => await client.end() }
}
