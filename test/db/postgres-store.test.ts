import { countThings, things, thingsDatabase, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { inspect } from 'node:util'
import pg from 'pg'
import { Refusal } from '#base/errors.ts'
import { lockRow } from '#db/dialect.ts'
import { eq, sql } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { testCluster } from '../dialect.ts'

const codeOf = (e: unknown) => (e instanceof Refusal ? `${e.status} ${e.code}` : String(e))
const lock = (db: Db, id: number) => lockRow(db.select().from(things).where(eq(things.id, id)))
const addTo = async (db: Db, id: number) => {
  await db
    .update(things)
    .set({ amount: sql`${things.amount} + 1` })
    .where(eq(things.id, id))
}

/** What only a server can do wrong; on SQLite there is nothing here to run. */
if (testCluster) {
  const two = async (t: Parameters<typeof thingsStore>[0], patience?: number) => {
    const store = await thingsStore(t, patience === undefined ? {} : { patience })
    await store.tx((db) =>
      db.insert(things).values([
        { id: 1, name: 'one' },
        { id: 2, name: 'two' },
      ]),
    )
    return store
  }

  test('after a deadlock the work of the victim runs again', async (t) => {
    const store = await two(t)
    let runs = 0
    const cross = (first: number, second: number) =>
      store.tx(async (db) => {
        runs++
        await addTo(db, first)
        await sleep(50)
        await addTo(db, second)
      })
    await Promise.all([cross(1, 2), cross(2, 1)])
    assert.ok(runs > 2)
    assert.deepEqual(
      (await store.read.select().from(things).orderBy(things.id)).map((row) => row.amount),
      [2, 2],
    )
  })

  test('a wait for a locked row ends with a refusal', async (t) => {
    const store = await two(t, 150)
    const gate = Promise.withResolvers<void>()
    const holding = store.tx(async (db) => {
      await lock(db, 1)
      await gate.promise
    })
    await sleep(30)
    await assert.rejects(
      store.tx((db) => lock(db, 1)),
      (e) => codeOf(e) === '503 busy',
    )
    gate.resolve()
    await holding
  })

  test('a lock that skips leaves out what another has locked', async (t) => {
    const store = await two(t)
    const gate = Promise.withResolvers<void>()
    const holding = store.tx(async (db) => {
      await lock(db, 1)
      await gate.promise
    })
    await sleep(30)
    const free = await store.tx((db) => lockRow(db.select({ id: things.id }).from(things), { skip: true }))
    assert.deepEqual(free, [{ id: 2 }])
    gate.resolve()
    await holding
  })

  test('when every connection is held too long, the refusal names a holder', async (t) => {
    const store = await two(t, 200)
    const gate = Promise.withResolvers<void>()
    const holding = Array.from({ length: 10 }, () => store.tx(() => gate.promise))
    await sleep(50)
    const refusal = await store.tx((db) => lock(db, 1)).catch((e: unknown) => e)
    assert.equal(codeOf(refusal), '503 busy')
    assert.match((refusal as Refusal).options.detail!, /postgres-store\.test\.ts/)
    gate.resolve()
    await Promise.all(holding)
  })

  test('a connection that the server ends fails its transaction, and nothing else', async (t) => {
    const store = await two(t)
    const killed = store.tx(async (db) => {
      await addTo(db, 1)
      const [row] = await db.select({ pid: sql<number>`pid` }).from(sql`pg_backend_pid() as pid`)
      const admin = new pg.Client({ connectionString: testCluster! })
      await admin.connect()
      await admin.query('select pg_terminate_backend($1)', [row!.pid])
      await admin.end()
      await sleep(50)
      await addTo(db, 2)
    })
    await assert.rejects(killed, (e) => codeOf(e) === '503 database_down')
    await store.tx((db) => addTo(db, 2))
    assert.deepEqual(
      (await store.read.select().from(things).orderBy(things.id)).map((row) => row.amount),
      [0, 1],
    )
  })

  test('the error of a failed query tells no values', async (t) => {
    const store = await two(t)
    const fault = await store.tx((db) => db.insert(things).values({ id: 3, name: 'two', kind: 'large' })).catch((e: unknown) => e)
    const told = inspect(fault, { depth: 9, showHidden: true })
    assert.match(told, /things_name/)
    assert.doesNotMatch(told, /large|'two'|=\(two\)|params: 3/)
    const read = await store.read
      .select({ x: sql`${'secret'}::int` })
      .from(things)
      .catch((e: unknown) => e)
    assert.ok(read instanceof Error)
    assert.match(inspect(read, { depth: 9, showHidden: true }), /does not fit/)
    assert.doesNotMatch(inspect(read, { depth: 9, showHidden: true }), /secret/)
  })

  test('a server that is not there is a refusal', async (t) => {
    const url = new URL(await thingsDatabase(t))
    url.port = '1'
    const store = await thingsStore(t, { url: url.href })
    await assert.rejects(
      store.tx(() => countThings(store)),
      (e) => codeOf(e) === '503 database_down',
    )
  })

  test('statements stay unnamed where they must', async (t) => {
    for (const [prepared, expected] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const store = await thingsStore(t, { prepared })
      const { statement } = await import('#db/statement.ts')
      const all = statement<Record<string, never>, { id: number }[]>(`test.prepared.${prepared}`, (db) =>
        db.select({ id: things.id }).from(things),
      )
      const names = await store.tx(async (db) => {
        await all(db, {})
        return await db.select({ name: sql<string>`name` }).from(sql`pg_prepared_statements`)
      })
      assert.equal(names.length, expected)
    }
  })
}
