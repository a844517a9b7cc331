import { countThings, parts, things, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { inList, isUniqueViolation, lockRow } from '#db/dialect.ts'
import { desc, eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'

const insert = async (db: Db, id: number, name = `thing ${id}`) => {
  await db.insert(things).values({ id, name })
}

test('what a transaction wrote is there for reads once it has ended', async (t) => {
  const store = await thingsStore(t)
  assert.equal(await store.tx(async (db) => (await insert(db, 1), 'done')), 'done')
  assert.equal(await countThings(store), 1)
})

test('a transaction that throws leaves nothing and throws the same', async (t) => {
  const store = await thingsStore(t)
  const fault = new Error('no')
  const refused = store.tx(async (db) => {
    await insert(db, 1)
    throw fault
  })
  await assert.rejects(refused, (e) => e === fault)
  assert.equal(await countThings(store), 0)
})

test('a tx inside another joins it', async (t) => {
  const store = await thingsStore(t)
  await assert.rejects(
    store.tx(async (db) => {
      await insert(db, 1)
      await store.tx(async (inner) => {
        assert.equal(inner, db)
        await insert(inner, 2)
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
    await insert(db, 1)
    await store.tx(() => Promise.reject(new Error('inner'))).catch(() => {})
  })
  await assert.rejects(outer, /inner/)
  assert.equal(await countThings(store), 0)
})

test('a database error that was caught inside refuses the commit', async (t) => {
  const store = await thingsStore(t)
  const swallowed = store.tx(async (db) => {
    await insert(db, 1, 'same')
    await insert(db, 2, 'same').catch(() => {})
  })
  await assert.rejects(swallowed)
  assert.equal(await countThings(store), 0)
  await store.tx((db) => insert(db, 3))
  assert.equal(await countThings(store), 1)
})

test('a statement after the end of its transaction throws', async (t) => {
  const store = await thingsStore(t)
  let late: Promise<void> | undefined
  await store.tx(async (db) => {
    await insert(db, 1)
    late = sleep(20).then(() => insert(db, 2))
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
    late = gate.promise.then(() => insert(db, 2))
    late.catch(() => {})
  })
  await store.tx(async (db) => {
    gate.resolve()
    await setImmediate()
    await insert(db, 1)
  })
  await assert.rejects(late!, /statement outside its transaction/)
  assert.equal(await countThings(store), 1)
})

test('the db of a transaction is of no use outside', async (t) => {
  const store = await thingsStore(t)
  const kept = await store.tx((db) => Promise.resolve({ db }))
  await assert.rejects(insert(kept.db, 1), /statement outside its transaction/)
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

test('200 transactions at once that count up one row lose none', async (t) => {
  const store = await thingsStore(t)
  await store.tx((db) => insert(db, 1))
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
  await store.tx((db) => insert(db, 1))
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
  await store.tx((db) => insert(db, 2))
  assert.equal(ran, false)
  assert.equal(await countThings(store), 2)
})

test('a slow transaction is logged with its caller', async (t) => {
  const warned: [object, string][] = []
  const store = await thingsStore(t, { log: { warn: (facts, message) => void warned.push([facts, message]) } })
  await store.tx((db) => insert(db, 1))
  await store.tx(async (db) => {
    await insert(db, 2)
    await sleep(40)
  })
  const slow = warned.filter(([, message]) => message === 'slow transaction').map(([facts]) => facts as { ms: number; caller: string })
  assert.ok(slow.some(({ ms, caller }) => ms >= 39 && caller.includes('store.test.ts')))
})

test('a hook that is due runs in a transaction of its own, which stands when the caller fails', async (t) => {
  const store = await thingsStore(t)
  let due = true
  store.beforeTx({
    due: () => due,
    async run(db) {
      await insert(db, 1)
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
  await Promise.all(Array.from({ length: 20 }, (_, i) => store.tx((db) => insert(db, 10 + i))))
  assert.equal(await countThings(store), 21)
})

test('a hook that fails fails the transaction, and its success counts only after its commit', async (t) => {
  const store = await thingsStore(t)
  let runs = 0
  store.beforeTx({
    due: () => runs < 2,
    async run(db) {
      if (runs++ === 0) throw new Error('hook')
      await insert(db, 1)
      return () => {}
    },
  })
  await assert.rejects(
    store.tx((db) => insert(db, 2)),
    /hook/,
  )
  await store.tx((db) => insert(db, 3))
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
  await store.tx((db) => insert(db, 1))
  await store.tx(() => Promise.reject(new Error('no'))).catch(() => {})
  assert.equal(heard, 1)
})

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
  await store.tx((db) => insert(db, 3_671_234_567_890_123))
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
  await store.tx((db) => insert(db, 1))
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
  await store.tx((db) => insert(db, 1, 'same'))
  await assert.rejects(
    store.tx((db) => insert(db, 2, 'same')),
    isUniqueViolation,
  )
  await assert.rejects(
    store.tx((db) => insert(db, 1, 'other')),
    isUniqueViolation,
  )
  assert.equal(isUniqueViolation(new Error('other')), false)
  const made = await store.tx((db) => db.insert(things).values({ id: 2, name: 'same' }).onConflictDoNothing().returning({ id: things.id }))
  assert.deepEqual(made, [])
})

const named = statement<{ ids: number[]; name: string }, { id: number }[]>('test.named', (db) =>
  db
    .select({ id: things.id })
    .from(things)
    .where(inList(things.id, sql.placeholder('ids')))
    .orderBy(things.id),
)
const byNames = statement<{ names: string[] }, { id: number }[]>('test.byNames', (db) =>
  db
    .select({ id: things.id })
    .from(things)
    .where(inList(things.name, sql.placeholder('names'))),
)

for (const prepared of [true, false])
  test(`statements run inside and outside, again and again, ${prepared ? 'named' : 'unnamed'}`, async (t) => {
    const store = await thingsStore(t, { prepared })
    for (let id = 1; id <= 3; id++)
      await store.tx(async (db) => {
        await insert(db, id)
        assert.equal((await named(db, { ids: [1, 2, 3, 4], name: '' })).length, id)
      })
    assert.deepEqual(await named(store.read, { ids: [3, 1], name: '' }), [{ id: 1 }, { id: 3 }])
    assert.deepEqual(await named(store.read, { ids: [], name: '' }), [])
    assert.deepEqual(await byNames(store.read, { names: ['thing 2', "it's", '"'] }), [{ id: 2 }])
  })

test('a statement has a name of its own', () => {
  assert.throws(() => statement('test.named', () => Promise.resolve()), /a name of its own/)
  assert.throws(() => statement('x'.repeat(64), () => Promise.resolve()), /at most 63 bytes/)
})
