import { emptyDatabase, migrationsOf } from './fresh.ts'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { sqlitePath } from '#db/sqlite-file.ts'
import { testCluster } from '../dialect.ts'
import { definedTables } from './drift/defined.ts'
import { postgresTables } from './drift/postgres.ts'
import { sqliteTables } from './drift/sqlite.ts'

test('src/schema.ts names every schema file there is', () => {
  const listed = [...readFileSync('src/schema.ts', 'utf8').matchAll(/^export \* from '\.\/(.+)'$/gm)].map((found) => `src/${found[1]}`)
  assert.deepEqual(listed.sort(), globSync('src/**/*.schema.ts').sort())
})

const read = async (url: string) => (testCluster ? await postgresTables(url) : sqliteTables(sqlitePath(url)))

test('the migrated database is as src/schema.ts defines it, with types, defaults, keys and indexes', async (t) => {
  const url = await emptyDatabase(t)
  await migrate(url, 'migrations', new FixedClock(0))
  const found = await read(url)
  const defined = await definedTables()
  await t.test('no table is missing and none is unknown', () => assert.deepEqual([...found.keys()].sort(), [...defined.keys()].sort()))
  for (const [name, shape] of defined) await t.test(name, () => assert.deepEqual(found.get(name), shape))
})

test('planted: a column, type, default, null, key or index on one side only is found', async (t) => {
  const definition = 'create table id_slots (slot integer primary key, holder text not null, ceiling bigint not null)'
  const planted = [
    definition.replace('holder text not null', 'holder text'),
    definition.replace('holder text not null', "holder text not null default ''"),
    definition.replace('holder text', 'holder integer'),
    definition.replace('integer primary key', 'integer not null'),
    definition.replace('holder text not null,', 'holder text not null unique,'),
    definition.replace('holder text not null,', ''),
    definition.replace('ceiling', 'top'),
    `${definition}; create index id_slots_holder on id_slots (holder)`,
  ]
  const shapeOf = async (sql: string) => {
    const url = await emptyDatabase(t)
    const lite = sql.replace('bigint', 'integer')
    await migrate(url, migrationsOf(t, { '0001_planted': { sqlite: lite, postgres: sql } }), new FixedClock(0))
    return (await read(url)).get('id_slots')
  }
  const defined = (await definedTables()).get('id_slots')
  assert.deepEqual(await shapeOf(definition), defined)
  for (const sql of planted) assert.notDeepEqual(await shapeOf(sql), defined, sql)
})
