import { countThings, insertThing, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'

test('what a transaction wrote is there for reads once it has ended', async (t) => {
  const store = await thingsStore(t)
  assert.equal(await store.tx(async (db) => (await insertThing(db, 1), 'done')), 'done')
  assert.equal(await countThings(store), 1)
})

test('a transaction that throws leaves nothing and throws the same', async (t) => {
  const store = await thingsStore(t)
  const fault = new Error('no')
  const refused = store.tx(async (db) => {
    await insertThing(db, 1)
    throw fault
  })
  await assert.rejects(refused, (e) => e === fault)
  assert.equal(await countThings(store), 0)
})

test('a tx inside another joins it', async (t) => {
  const store = await thingsStore(t)
  await assert.rejects(
    store.tx(async (db) => {
      await insertThing(db, 1)
      await store.tx(async (inner) => {
        assert.equal(inner, db)
        await insertThing(inner, 2)
      })
      throw new Error('outer')
    }),
    /outer/,
  )
  assert.equal(await countThings(store), 0)
})

test('a nested tx that threw makes the outer one refuse to commit, even when it was caught', async (t) => {
  const store = await thingsStore(t)
  const outer = store.tx(async (db) => {
    await insertThing(db, 1)
    await store.tx(() => Promise.reject(new Error('inner'))).catch(() => {})
  })
  await assert.rejects(outer, /inner/)
  assert.equal(await countThings(store), 0)
})

test('a database error that was caught inside refuses the commit', async (t) => {
  const store = await thingsStore(t)
  const swallowed = store.tx(async (db) => {
    await insertThing(db, 1, 'same')
    await insertThing(db, 2, 'same').catch(() => {})
  })
  await assert.rejects(swallowed)
  assert.equal(await countThings(store), 0)
  await store.tx((db) => insertThing(db, 3))
  assert.equal(await countThings(store), 1)
})

test('a statement after the end of its transaction throws', async (t) => {
  const store = await thingsStore(t)
  let late: Promise<void> | undefined
  await store.tx(async (db) => {
    await insertThing(db, 1)
    late = sleep(20).then(() => insertThing(db, 2))
    late.catch(() => {})
  })
  await assert.rejects(late!, /statement outside its transaction/)
  assert.equal(await countThings(store), 1)
})

test('a statement that comes late does not slip into the next transaction', async (t) => {
  const store = await thingsStore(t)
  const gate = Promise.withResolvers<void>()
  let late: Promise<void> | undefined
  await store.tx(async (db) => {
    late = gate.promise.then(() => insertThing(db, 2))
    late.catch(() => {})
  })
  await store.tx(async (db) => {
    gate.resolve()
    await setImmediate()
    await insertThing(db, 1)
  })
  await assert.rejects(late!, /statement outside its transaction/)
  assert.equal(await countThings(store), 1)
})

test('the db of a transaction is of no use outside', async (t) => {
  const store = await thingsStore(t)
  const kept = await store.tx((db) => Promise.resolve({ db }))
  await assert.rejects(insertThing(kept.db, 1), /statement outside its transaction/)
})

test('store.read inside a transaction throws', async (t) => {
  const store = await thingsStore(t)
  await assert.rejects(
    store.tx(() => countThings(store)),
    /store\.read inside tx/,
  )
  assert.equal(await countThings(store), 0)
})

test('inTx tells the inside from the outside', async (t) => {
  const store = await thingsStore(t)
  assert.equal(store.inTx(), false)
  assert.equal(await store.tx(() => Promise.resolve(store.inTx())), true)
  assert.equal(store.inTx(), false)
})
