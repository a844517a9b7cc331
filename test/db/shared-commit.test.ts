import { folder, migrationsOf } from './fresh.ts'
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type Sqlite from 'better-sqlite3'
import { FixedClock } from '#base/clock.ts'
import { lite } from '#db/drizzle.ts'
import { migrate } from '#db/migrate.ts'
import { openSqlite } from '#db/sqlite-store.ts'
import type { Db } from '#db/store.ts'

// These run under both dialects: the file is SQLite whatever the suite is about. PostgreSQL gathers commits by itself.
const notes = lite.sqliteTable('notes', {
  id: lite.integer().primaryKey(),
  text: lite.text().notNull().unique(),
  before: lite.integer(),
})
const create = {
  sqlite: `create table notes (id integer primary key, text text not null unique,
    before integer references notes (id) deferrable initially deferred) strict;`,
  postgres: '',
}

async function notesStore(t: TestContext) {
  const file = `${folder(t)}/atrium.db`
  await migrate(`sqlite:${file}`, migrationsOf(t, { '0001_notes': create }), new FixedClock(0))
  const store = openSqlite({ url: `sqlite:${file}` })
  t.after(() => store.close())
  let commits = 0
  store.afterCommit(() => commits++)
  const texts = async () => (await store.read.select().from(notes).orderBy(notes.id)).map((row) => row.text)
  return { store, texts, commits: () => commits }
}

const write = async (db: Db, text: string, before: number | null = null) => {
  await db.insert(notes).values({ text, before })
}
const kindsOf = (ends: PromiseSettledResult<unknown>[]) => ends.map((end) => end.status)

test('transactions that wait together share a commit, in the order of asking', async (t) => {
  const { store, texts, commits } = await notesStore(t)
  const names = Array.from({ length: 20 }, (_, i) => `note ${i}`)
  await Promise.all(names.map((name) => store.tx((db) => write(db, name))))
  assert.deepEqual(await texts(), names)
  assert.ok(commits() < names.length, `${commits()} commits`)
})

test('nobody hears that a transaction stands before the commit that holds it', async (t) => {
  const { store, texts } = await notesStore(t)
  const seen: string[][] = []
  const add = async (name: string) => {
    await store.tx((db) => write(db, name))
    seen.push(await texts())
  }
  await Promise.all(['a', 'b', 'c'].map((name) => add(name)))
  for (const [i, name] of ['a', 'b', 'c'].entries()) assert.ok(seen[i]!.includes(name))
})

test('each stands or falls by itself, wherever in the queue it stands', async (t) => {
  for (const bad of [0, 2, 4]) {
    const { store, texts } = await notesStore(t)
    const one = (i: number) =>
      store.tx(async (db) => {
        await write(db, `note ${i}`)
        if (i === bad) throw new Error(`no ${i}`)
        return i
      })
    const ends = await Promise.allSettled([0, 1, 2, 3, 4].map(one))
    assert.deepEqual(
      kindsOf(ends),
      [0, 1, 2, 3, 4].map((i) => (i === bad ? 'rejected' : 'fulfilled')),
    )
    const kept = [0, 1, 2, 3, 4].filter((i) => i !== bad)
    assert.deepEqual(
      ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
      kept,
    )
    assert.deepEqual(
      await texts(),
      kept.map((i) => `note ${i}`),
    )
  }
})

test('a statement that fails and is caught undoes its own transaction and no other', async (t) => {
  const { store, texts } = await notesStore(t)
  const before = store.tx((db) => write(db, 'a'))
  const swallowed = store.tx(async (db) => {
    await write(db, 'half')
    await write(db, 'half').catch(() => undefined)
  })
  assert.deepEqual(kindsOf(await Promise.allSettled([before, swallowed, store.tx((db) => write(db, 'b'))])), [
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  assert.deepEqual(await texts(), ['a', 'b'])
})

test('when the commit fails nothing stands, and all who shared it are told', async (t) => {
  const { store, texts, commits } = await notesStore(t)
  await store.tx((db) => write(db, 'warm'))
  // A reference that is asked for at the commit only.
  const ends = await Promise.allSettled([
    store.tx((db) => write(db, 'a')),
    store.tx((db) => write(db, 'b', 404)),
    store.tx((db) => write(db, 'c')),
  ])
  // On a machine that is busy a neighbour may have had a commit of its own.
  const standing = ['a', 'b', 'c'].filter((_, i) => ends[i]!.status === 'fulfilled')
  assert.ok(!standing.includes('b'))
  assert.deepEqual(await texts(), ['warm', ...standing])
  assert.equal(commits(), 1 + standing.length)
  await store.tx((db) => write(db, 'd'))
  assert.deepEqual(await texts(), ['warm', ...standing, 'd'])
})

test('when the engine gives up the whole transaction, all who shared it are told', async (t) => {
  const { store, texts } = await notesStore(t)
  await store.tx((db) => write(db, 'kept'))
  const first = store.tx((db) => write(db, 'a'))
  const gone = store.tx(async (db) => {
    const client = (db as unknown as { $client: Sqlite.Database }).$client
    await write(db, 'b')
    client.prepare('rollback').run()
    throw new Error('the engine rolled back')
  })
  const ends = await Promise.allSettled([first, gone])
  assert.equal(ends[1]!.status, 'rejected')
  assert.deepEqual(await texts(), ends[0]!.status === 'fulfilled' ? ['kept', 'a'] : ['kept'])
})
