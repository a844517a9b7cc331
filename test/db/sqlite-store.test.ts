import { folder, migrationsOf } from './fresh.ts'
import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { test, type TestContext } from 'node:test'
import Sqlite from 'better-sqlite3'
import { FixedClock } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import { asRefusal } from '#db/faults.ts'
import { lite, sql } from '#db/drizzle.ts'
import { migrate } from '#db/migrate.ts'
import { openSqlite } from '#db/sqlite-store.ts'
import type { Db, Store } from '#db/store.ts'

// These run under both dialects: the file is SQLite whatever the suite is about.
const notes = lite.sqliteTable('notes', { id: lite.integer().primaryKey(), text: lite.text().notNull() })
const create = { sqlite: 'create table notes (id integer primary key, text text not null) strict;', postgres: '' }

async function notesStore(t: TestContext, patience?: number) {
  const file = `${folder(t)}/atrium.db`
  await migrate(`sqlite:${file}`, migrationsOf(t, { '0001_notes': create }), new FixedClock(0))
  const store = openSqlite({ url: `sqlite:${file}`, ...(patience === undefined ? {} : { patience }) })
  t.after(() => store.close())
  return { store, file }
}

const write = async (db: Db, text = 'x') => {
  await db.insert(notes).values({ text })
}
const pragma = (db: Db, name: string) =>
  db.select({ value: sql<number | string>`${sql.raw(name)}` }).from(sql`${sql.raw(`pragma_${name}`)}`)
const setting = async (store: Store, name: string) => (await store.tx(async (db) => await pragma(db, name)))[0]?.value
const codeOf = (e: unknown) => (e instanceof Refusal ? `${e.status} ${e.code}` : String(e))

test('the writer waits for the disk at each commit: synchronous is 2', async (t) => {
  const { store } = await notesStore(t)
  assert.equal(await setting(store, 'synchronous'), 2)
})

test('the writer keeps references, a write-ahead log of bounded size, and a file that can shrink', async (t) => {
  const { store } = await notesStore(t)
  assert.equal(await setting(store, 'foreign_keys'), 1)
  assert.equal(await setting(store, 'journal_mode'), 'wal')
  assert.equal(await setting(store, 'journal_size_limit'), 64 * 1024 * 1024)
  assert.equal(await setting(store, 'auto_vacuum'), 2)
})

test('a new database is for its owner alone, its log too', async (t) => {
  const { store, file } = await notesStore(t)
  await store.tx((db) => write(db))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) assert.equal(statSync(path).mode & 0o777, 0o600, path)
})

test('the connection for reads cannot write', async (t) => {
  const { store } = await notesStore(t)
  await assert.rejects(write(store.read), /readonly/)
})

test('dataVersion moves with every commit', async (t) => {
  const { store } = await notesStore(t)
  const before = store.dataVersion()
  assert.equal(store.dataVersion(), before)
  await store.tx((db) => write(db))
  assert.notEqual(store.dataVersion(), before)
})

test('a write waits for another process without stopping this one', async (t) => {
  const { store, file } = await notesStore(t)
  const other = new Sqlite(file)
  other.exec('begin immediate')
  const done = store.tx((db) => write(db))
  let ticks = 0
  for (; ticks < 10; ticks++) await sleep(5)
  other.exec('commit')
  other.close()
  await done
  assert.equal(ticks, 10)
})

test('a write that another process holds up too long is refused, and does not run later', async (t) => {
  const { store, file } = await notesStore(t, 100)
  const other = new Sqlite(file)
  other.exec('begin immediate')
  let runs = 0
  const refused = store.tx(async (db) => {
    runs++
    await write(db)
  })
  await assert.rejects(refused, (e) => codeOf(e) === '503 busy')
  other.exec('rollback')
  other.close()
  await sleep(150)
  await store.tx((db) => write(db, 'after'))
  assert.equal(runs, 0)
  assert.equal((await store.read.select().from(notes)).length, 1)
})

test('a full database refuses with 507, keeps what it has, and writes again when there is room', async (t) => {
  const { store } = await notesStore(t)
  await store.tx((db) => write(db, 'kept'))
  const pages = Number(await setting(store, 'page_count'))
  await limitPages(store, pages + 1)
  const fill = () => store.tx((db) => write(db, 'x'.repeat(100_000)))
  await assert.rejects(fill, (e) => codeOf(e) === '507 full')
  assert.deepEqual(
    (await store.read.select().from(notes)).map((row) => row.text),
    ['kept'],
  )
  await limitPages(store, 1_000_000)
  await fill()
  assert.equal((await store.read.select().from(notes)).length, 2)
})

async function limitPages(store: Store, pages: number) {
  await store.tx(async (db) => {
    // A limit belongs to its connection, so it is set on the writer itself.
    const client = (db as unknown as { $client: Sqlite.Database }).$client
    client.prepare(`pragma max_page_count = ${pages}`).get()
    return await Promise.resolve()
  })
}

test('errors of the engine mean what people can be told', () => {
  const engine = (code: string) => Object.assign(new Error('engine'), { code })
  const said = (e: unknown) => codeOf(asRefusal(e))
  for (const code of ['SQLITE_FULL', 'ENOSPC', '53100']) assert.equal(said(engine(code)), '507 full', code)
  for (const code of ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '55P03']) assert.equal(said(engine(code)), '503 busy', code)
  for (const code of ['ECONNREFUSED', '57P01', '08006']) assert.equal(said(engine(code)), '503 database_down', code)
  assert.equal(said(new Error('wrapped', { cause: engine('53100') })), '507 full')
  const other = engine('SQLITE_CORRUPT')
  assert.equal(asRefusal(other), other)
})

test('closing waits for the transactions that have begun, and leaves one file', async (t) => {
  const { store, file } = await notesStore(t)
  const done = Promise.all(Array.from({ length: 5 }, () => store.tx((db) => write(db))))
  await store.close()
  await done
  assert.equal(existsSync(`${file}-wal`), false)
  const back = new Sqlite(file, { readonly: true })
  assert.equal(back.prepare('select count(*) from notes').pluck().get(), 5)
  back.close()
})
