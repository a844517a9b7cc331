import { emptyDatabase, folder, migrationsOf } from './fresh.ts'
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { sqlitePath } from '#db/sqlite-file.ts'
import { testCluster } from '../dialect.ts'

const clock = new FixedClock(1_795_000_000_000)
const both = (sql: string) => ({ sqlite: sql, postgres: sql })
const one = both('create table one (id integer primary key, word text);')
const two = both('create table two (id integer primary key, one_id integer references one (id) on delete cascade);')

/** Rows of a raw query. */
async function rows(url: string, sql: string): Promise<unknown[]> {
  if (testCluster) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  const db = new Sqlite(sqlitePath(url))
  const statement = db.prepare(sql)
  const found = statement.reader ? statement.all() : [statement.run()]
  db.close()
  return found
}

/** A folder that grows by the given files. */
const grow = (t: TestContext, dir: string, files: Parameters<typeof migrationsOf>[1]) =>
  cpSync(migrationsOf(t, files), dir, { recursive: true })

test('files are applied in order, once, with their checksum and time', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0001_one': one, '0002_two': two })
  assert.deepEqual(await migrate(url, dir, clock), ['0001_one', '0002_two'])
  assert.deepEqual(await migrate(url, dir, clock), [])
  const kept = (await rows(url, 'select name, checksum, applied_at from migrations order by name')) as {
    checksum: string
    applied_at: unknown
  }[]
  assert.equal(kept.length, 2)
  assert.match(kept[0]!.checksum, /^[0-9a-f]{64}$/)
  assert.equal(Number(kept[0]!.applied_at), clock.now())
})

test('later files are applied to what stands', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0001_one': one })
  await migrate(url, dir, clock)
  grow(t, dir, { '0002_two': two })
  assert.deepEqual(await migrate(url, dir, clock), ['0002_two'])
})

test('four processes at once apply each file once', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0001_one': one, '0002_two': two })
  const done = await Promise.all(Array.from({ length: 4 }, () => migrate(url, dir, clock)))
  assert.deepEqual(done.flat().sort(), ['0001_one', '0002_two'])
})

test('a file that fails leaves nothing of itself, and those before it stand', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, {
    '0001_one': one,
    '0002_two': both('create table two (id integer primary key); create table one (id integer);'),
  })
  await assert.rejects(migrate(url, dir, clock), /one/)
  assert.deepEqual(await rows(url, 'select name from migrations'), [{ name: '0001_one' }])
  await assert.rejects(rows(url, 'select * from two'), /two/)
})

test('a file that was changed after it had been applied is refused', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0001_one': one })
  await migrate(url, dir, clock)
  for (const dialect of ['sqlite', 'postgres']) writeFileSync(join(dir, dialect, '0001_one.sql'), 'select 1;')
  await assert.rejects(migrate(url, dir, clock), /changed after it had been applied: 0001_one/)
})

test('a file that would come before an applied one is refused', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0002_one': one })
  await migrate(url, dir, clock)
  grow(t, dir, { '0001_two': two })
  await assert.rejects(migrate(url, dir, clock), /0001_two would come before 0002_one/)
})

test('the last release starts on the schema of the next', async (t) => {
  const url = await emptyDatabase(t)
  await migrate(url, migrationsOf(t, { '0001_one': one, '0002_two': two }), clock)
  assert.deepEqual(await migrate(url, migrationsOf(t, { '0001_one': one }), clock), [])
})

test('files come in pairs, with names and numbers of their own', async (t) => {
  const url = await emptyDatabase(t)
  const lonely = migrationsOf(t, { '0001_one': one })
  rmSync(join(lonely, 'postgres/0001_one.sql'))
  await assert.rejects(migrate(url, lonely, clock), /without their pair: 0001_one/)
  await assert.rejects(migrate(url, migrationsOf(t, { '0001_one': one, '0001_two': two }), clock), /two migrations have the number/)
  await assert.rejects(migrate(url, migrationsOf(t, { first: one }), clock), /not the name of a migration: first\.sql/)
})

test('a rebuilt table keeps its children', async (t) => {
  const url = await emptyDatabase(t)
  const dir = migrationsOf(t, { '0001_one': one, '0002_two': two })
  await migrate(url, dir, clock)
  await rows(url, "insert into one (id, word) values (1, 'a')")
  await rows(url, 'insert into two (id, one_id) values (1, 1)')
  grow(t, dir, {
    '0003_rebuild': {
      sqlite: `create table one_new (id integer primary key, word text not null);
        insert into one_new select id, word from one; drop table one; alter table one_new rename to one;`,
      postgres: 'alter table one alter word set not null;',
    },
  })
  await migrate(url, dir, clock)
  assert.deepEqual(await rows(url, 'select one_id from two'), [{ one_id: 1 }])
})

if (!testCluster) {
  const backups = (url: string) => readdirSync(dirname(sqlitePath(url))).filter((name) => name.includes('.before-'))

  test('a file that leaves broken references is rolled back', async (t) => {
    const url = await emptyDatabase(t)
    const dir = migrationsOf(t, { '0001_one': one, '0002_two': two })
    await migrate(url, dir, clock)
    await rows(url, 'insert into one (id) values (1)')
    await rows(url, 'insert into two (id, one_id) values (1, 1)')
    grow(t, dir, { '0003_lose': both('delete from one;') })
    await assert.rejects(migrate(url, dir, clock), /0003_lose leaves 1 broken references/)
    assert.equal((await rows(url, 'select * from one')).length, 1)
  })

  test('a file may not end the transaction it runs in', async (t) => {
    const url = await emptyDatabase(t)
    await assert.rejects(migrate(url, migrationsOf(t, { '0001_one': both('create table x (id integer); commit;') }), clock))
    assert.deepEqual(await rows(url, 'select name from migrations'), [])
  })

  test('a database that holds something is backed up before it is changed, and only then', async (t) => {
    const url = await emptyDatabase(t)
    const dir = migrationsOf(t, { '0001_one': one })
    await migrate(url, dir, clock)
    assert.deepEqual(backups(url), [])
    await rows(url, "insert into one (id, word) values (1, 'kept')")
    await migrate(url, dir, clock)
    assert.deepEqual(backups(url), [])
    grow(t, dir, { '0002_two': both("delete from one; insert into one (id, word) values (2, 'new');") })
    await migrate(url, dir, clock)
    assert.deepEqual(backups(url), ['atrium.db.before-0002_two'])
    const copy = `${sqlitePath(url)}.before-0002_two`
    assert.equal(statSync(copy).mode & 0o777, 0o600)
    assert.deepEqual(await rows(`sqlite:${copy}`, 'select word from one'), [{ word: 'kept' }])
    assert.deepEqual(await rows(`sqlite:${copy}`, 'select name from migrations'), [{ name: '0001_one' }])
  })

  test('a backup of an attempt that failed is replaced by that of the next', async (t) => {
    const url = await emptyDatabase(t)
    const dir = migrationsOf(t, { '0001_one': one })
    await migrate(url, dir, clock)
    grow(t, dir, { '0002_bad': both('no sql;') })
    await assert.rejects(migrate(url, dir, clock))
    await rows(url, "insert into one (id, word) values (1, 'later')")
    writeFileSync(`${sqlitePath(url)}.before-0002_bad.part`, 'half of a copy')
    await assert.rejects(migrate(url, dir, clock))
    assert.deepEqual(await rows(`sqlite:${sqlitePath(url)}.before-0002_bad`, 'select word from one'), [{ word: 'later' }])
    assert.equal(existsSync(`${sqlitePath(url)}.before-0002_bad.part`), false)
  })

  test('the file can shrink: auto_vacuum was set before the first table', async (t) => {
    const url = await emptyDatabase(t)
    await migrate(url, migrationsOf(t, { '0001_one': one }), clock)
    assert.deepEqual(await rows(url, 'pragma auto_vacuum'), [{ auto_vacuum: 2 }])
  })

  test('a folder that is not there is one clear error', async (t) => {
    await assert.rejects(migrate(`sqlite:${folder(t)}/none/atrium.db`, 'migrations', clock), /ENOENT.*none\/atrium\.db/)
  })
}

test('the migrations of this repository apply to an empty database', async (t) => {
  const url = await emptyDatabase(t)
  assert.equal((await migrate(url, 'migrations', clock))[0], '0001_foundation')
  assert.equal((await rows(url, 'select slot from id_slots')).length, 16)
})
