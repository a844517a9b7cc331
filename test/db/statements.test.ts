import { insertThing, things, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inList } from '#db/dialect.ts'
import { sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'

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
        await insertThing(db, id)
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
