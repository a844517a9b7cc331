import assert from 'node:assert/strict'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { testCluster } from '../dialect.ts'
import { testSite } from '../site.ts'

/** Things that come and go as people use the house: the end of one looks for what points to it, at every reference. */
const mortal = ['statuses', 'media', 'follows', 'lists', 'filters', 'conversations', 'notifications', 'grants', 'sessions', 'jobs']

interface Reference {
  child: string
  column: string
  parent: string
  indexed: boolean | number
}

const lite = `
  select m.name as child, f."from" as "column", f."table" as parent,
    exists (select 1 from pragma_index_list(m.name) l join pragma_index_info(l.name) i where i.seqno = 0 and i.name = f."from")
      or exists (select 1 from pragma_table_info(m.name) c where c.name = f."from" and c.pk = 1) as indexed
  from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table'`
const postgres = `
  select child.relname as child, a.attname as "column", parent.relname as parent,
    exists (select 1 from pg_index x where x.indrelid = child.oid and x.indkey[0] = k.conkey[1]) as indexed
  from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    join pg_attribute a on a.attrelid = child.oid and a.attnum = k.conkey[1]
  where k.contype = 'f'`

test('what points to things that come and go is found by an index', async () => {
  const t = await testSite()
  try {
    const references = await referencesOf(t.databaseUrl)
    assert.ok(references.length > 40)
    const bare = references.filter(({ parent, indexed }) => mortal.includes(parent) && !indexed)
    assert.deepEqual(
      bare.map(({ child, column }) => `${child}.${column}`),
      [],
    )
  } finally {
    await t.close()
  }
})

async function referencesOf(url: string): Promise<Reference[]> {
  if (!testCluster) {
    const db = new Sqlite(url.slice('sqlite:'.length), { readonly: true })
    const rows = db.prepare<[], Reference>(lite).all()
    db.close()
    return rows
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Reference>(postgres)
  await client.end()
  return rows
}
