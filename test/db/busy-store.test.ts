import { countThings, insertThing, things, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { lockRow } from '#db/dialect.ts'
import { eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'

test('200 transactions at once that count up one row lose none', async (t) => {
  const store = await thingsStore(t)
  await store.tx((db) => insertThing(db, 1))
  const up = () =>
    store.tx(async (db) => {
      const [row] = await lockRow(db.select().from(things).where(eq(things.id, 1)))
      await setImmediate()
      await db
        .update(things)
        .set({ amount: row!.amount + 1 })
        .where(eq(things.id, 1))
    })
  await Promise.all(Array.from({ length: 200 }, up))
  assert.equal((await store.read.select().from(things))[0]!.amount, 200)
})

test('a transaction that waits too long for another is refused, and told whom it waited for', async (t) => {
  const store = await thingsStore(t, { patience: 200 })
  await store.tx((db) => insertThing(db, 1))
  const gate = Promise.withResolvers<void>()
  const lock = (db: Db) => lockRow(db.select().from(things).where(eq(things.id, 1)))
  const holding = store.tx(async function theHolder(db) {
    await lock(db)
    await gate.promise
  })
  await sleep(20)
  let ran = false
  const waiting = store.tx(async (db) => {
    await lock(db)
    ran = true
  })
  const refusal = await waiting.then(
    () => assert.fail('it was not refused'),
    (e: unknown) => e,
  )
  assert.ok(refusal instanceof Refusal)
  assert.equal(refusal.status, 503)
  assert.equal(refusal.code, 'busy')
  if (store.dialect === 'sqlite') assert.match(refusal.options.detail!, /store\.test\.ts/)
  gate.resolve()
  await holding
  await store.tx((db) => insertThing(db, 2))
  assert.equal(ran, false)
  assert.equal(await countThings(store), 2)
})

test('a slow transaction is logged with its caller', async (t) => {
  const warned: [object, string][] = []
  const store = await thingsStore(t, { log: { warn: (facts, message) => void warned.push([facts, message]) } })
  await store.tx((db) => insertThing(db, 1))
  await store.tx(async (db) => {
    await insertThing(db, 2)
    await sleep(40)
  })
  const slow = warned.filter(([, message]) => message === 'slow transaction').map(([facts]) => facts as { ms: number; caller: string })
  assert.ok(slow.some(({ ms, caller }) => ms >= 39 && caller.includes('store.test.ts')))
})
