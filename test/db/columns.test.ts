import { insertThing, parts, things, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUniqueViolation } from '#db/dialect.ts'
import { desc, sql } from '#db/drizzle.ts'

test('every kind of column comes back as it went in', async (t) => {
  const store = await thingsStore(t)
  const row = {
    id: 3_671_234_567_890_123,
    name: 'ä\u{1f389}',
    amount: -5,
    isOpen: true,
    tags: ['a', 'b'],
    kind: 'large' as const,
    changedAt: 1_795_000_000_000,
  }
  await store.tx(async (db) => {
    const [back] = await db.insert(things).values(row).returning()
    assert.deepEqual(back, row)
    await db.insert(things).values({ id: 1, name: 'plain' })
  })
  assert.deepEqual(await store.read.select().from(things).orderBy(desc(things.id)), [
    row,
    { id: 1, name: 'plain', amount: 0, isOpen: false, tags: [], kind: null, changedAt: null },
  ])
})

test('sums and counts of big numbers are numbers', async (t) => {
  const store = await thingsStore(t)
  await store.tx((db) => insertThing(db, 3_671_234_567_890_123))
  const [row] = await store.read.select({ n: sql<number>`count(*)`, top: sql<number>`max(${things.id})` }).from(things)
  assert.deepEqual(row, { n: 1, top: 3_671_234_567_890_123 })
})

test('a sequence counts up and never gives a number out again', async (t) => {
  const store = await thingsStore(t)
  const add = () =>
    store.tx(async (db) => {
      const [row] = await db.insert(parts).values({ thingId: 1 }).returning({ id: parts.id })
      return row!.id
    })
  await store.tx((db) => insertThing(db, 1))
  const first = await add()
  await store.tx(async (db) => {
    await db.delete(parts)
  })
  assert.ok((await add()) > first)
})

test('foreign keys are enforced', async (t) => {
  const store = await thingsStore(t)
  await assert.rejects(
    store.tx(async (db) => {
      await db.insert(parts).values({ thingId: 404 })
    }),
  )
})

test('a unique violation is known by its code, and onConflictDoNothing avoids it', async (t) => {
  const store = await thingsStore(t)
  await store.tx((db) => insertThing(db, 1, 'same'))
  await assert.rejects(
    store.tx((db) => insertThing(db, 2, 'same')),
    isUniqueViolation,
  )
  await assert.rejects(
    store.tx((db) => insertThing(db, 1, 'other')),
    isUniqueViolation,
  )
  assert.equal(isUniqueViolation(new Error('other')), false)
  const made = await store.tx((db) => db.insert(things).values({ id: 2, name: 'same' }).onConflictDoNothing().returning({ id: things.id }))
  assert.deepEqual(made, [])
})
