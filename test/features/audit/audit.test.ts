import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { asc, eq, gt } from '#db/drizzle.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { verifyAudit } from '#features/audit/verify-audit.ts'
import { makePerson } from '../../people.ts'
import { testSite } from '../../site.ts'

async function opened(t: TestContext) {
  const own = await testSite()
  t.after(() => own.close())
  const { site } = own
  const write = (n: number, actor: number | null = null) =>
    site.store.tx(async (db) =>
      recordAudit(site, db, { action: 'test.deed', actor, target: `thing:${n}`, detail: { zebra: n, alpha: 'ä', none: null, yes: true } }),
    )
  const verdict = () => verifyAudit(site.store.read)
  const rows = () => site.store.read.select().from(audit).orderBy(asc(audit.id))
  return { site, write, verdict, rows }
}

test('rows form a chain that holds, whatever order the database keeps keys in', async (t) => {
  const { write, verdict, rows } = await opened(t)
  const before = (await verdict()).rows
  for (let n = 0; n < 5; n++) await write(n)
  // SEC:B11
  assert.deepEqual(await verdict(), { rows: before + 5 })
  const [one, two] = (await rows()).slice(-2)
  assert.equal(two?.prevHash, one?.hash)
})

test('writers at the same time make one chain', async (t) => {
  const { write, verdict } = await opened(t)
  const before = (await verdict()).rows
  await Promise.all(Array.from({ length: 30 }, (_, n) => write(n)))
  assert.deepEqual(await verdict(), { rows: before + 30 })
})

test('a changed, a missing and a cut-off row are seen', async (t) => {
  const { site, write, verdict, rows } = await opened(t)
  for (let n = 0; n < 4; n++) await write(n)
  const [, two, three, four] = (await rows()).slice(-4)
  const put = (change: Partial<typeof audit.$inferInsert>) =>
    site.store.tx(async (db) => void (await db.update(audit).set(change).where(eq(audit.id, three!.id))))
  // SEC:B11
  for (const change of [{ target: 'thing:9' }, { at: 1 }, { result: 'refused' as const }, { detail: { zebra: 9 } }, { action: 'x' }]) {
    await put(change)
    assert.match((await verdict()).fault ?? '', new RegExp(`row ${three!.id} was changed`))
    await put({ target: three!.target, at: three!.at, result: three!.result, detail: three!.detail, action: three!.action })
  }
  assert.equal((await verdict()).fault, undefined)
  await site.store.tx(async (db) => void (await db.delete(audit).where(eq(audit.id, two!.id))))
  assert.match((await verdict()).fault ?? '', /does not follow/)
  await site.store.tx(async (db) => void (await db.insert(audit).values(two!)))
  assert.equal((await verdict()).fault, undefined)
  await site.store.tx(async (db) => void (await db.delete(audit).where(gt(audit.id, four!.id - 1))))
  assert.match((await verdict()).fault ?? '', /rows were written/)
})

test('a deed that is taken back leaves no row', async (t) => {
  const { site, verdict } = await opened(t)
  const before = (await verdict()).rows
  const failing = site.store.tx(async (db) => {
    await recordAudit(site, db, { action: 'test.deed', actor: null })
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)
  assert.deepEqual(await verdict(), { rows: before })
})

test('people stand in the log by pseudonym', async (t) => {
  const { site, write, rows } = await opened(t)
  const ada = await makePerson(site, 'ada')
  await write(1, ada.personId)
  await write(2, ada.personId)
  const [one, two] = (await rows()).slice(-2)
  assert.equal(one?.actor, two?.actor)
  assert.notEqual(one?.actor, ada.personId)
  assert.doesNotMatch(JSON.stringify([one, two]), /ada/)
})
