import { countThings, insertThing, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

test('a hook that is due runs in a transaction of its own, which stands when the caller fails', async (t) => {
  const store = await thingsStore(t)
  let due = true
  store.beforeTx({
    due: () => due,
    async run(db) {
      await insertThing(db, 1)
      return () => {
        due = false
      }
    },
  })
  await assert.rejects(
    store.tx(() => Promise.reject(new Error('caller'))),
    /caller/,
  )
  assert.equal(await countThings(store), 1)
  await Promise.all(Array.from({ length: 20 }, (_, i) => store.tx((db) => insertThing(db, 10 + i))))
  assert.equal(await countThings(store), 21)
})

test('a hook that fails fails the transaction, and its success counts only after its commit', async (t) => {
  const store = await thingsStore(t)
  let runs = 0
  store.beforeTx({
    due: () => runs < 2,
    async run(db) {
      if (runs++ === 0) throw new Error('hook')
      await insertThing(db, 1)
      return () => {}
    },
  })
  await assert.rejects(
    store.tx((db) => insertThing(db, 2)),
    /hook/,
  )
  await store.tx((db) => insertThing(db, 3))
  assert.equal(await countThings(store), 2)
})

test('listeners hear of commits and of nothing else, and cannot spoil them', async (t) => {
  const store = await thingsStore(t)
  let heard = 0
  store.afterCommit(() => {
    heard++
    assert.equal(store.inTx(), false)
    throw new Error('listener')
  })
  await store.tx((db) => insertThing(db, 1))
  await store.tx(() => Promise.reject(new Error('no'))).catch(() => {})
  assert.equal(heard, 1)
})
