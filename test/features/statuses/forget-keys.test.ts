import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { count } from '#db/drizzle.ts'
import { createStatus } from '#features/statuses/create.ts'
import { forgetKeys, keyLife } from '#features/statuses/statuses.jobs.ts'
import { idempotencyKeys } from '#features/statuses/statuses.schema.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer } from './world.ts'

suite('keys of repeated requests', () => {
  let t: TestSite
  let alice: Awaited<ReturnType<typeof newViewer>>
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
  })
  after(async () => await t.close())

  const keys = async () => (await t.site.store.read.select({ n: count() }).from(idempotencyKeys))[0]!.n
  const create = async (key: string) =>
    await createStatus(
      t.site,
      alice,
      {
        text: key,
        warning: '',
        sensitive: false,
        language: null,
        audience: { kind: 'named' },
        replyToId: null,
        localOnly: false,
        labelId: null,
      },
      { repeat: { holder: 'token:1', key } },
    )

  test('are forgotten after their hour, and none earlier', async () => {
    for (let i = 0; i < 520; i++) await create(`old ${i}`)
    t.clock.advance(keyLife / 2)
    await create('young')
    await forgetKeys.run(t.site, {}, { id: 1, attempt: 1 })
    assert.equal(await keys(), 521)
    t.clock.advance(keyLife / 2)
    await forgetKeys.run(t.site, {}, { id: 1, attempt: 1 })
    assert.equal(await keys(), 1)
    t.clock.advance(keyLife)
    await forgetKeys.run(t.site, {}, { id: 1, attempt: 1 })
    assert.equal(await keys(), 0)
  })

  // SEC:B4
  test('are stored as hashes', async () => {
    await create('what the client chose')
    const rows = await t.site.store.read.select().from(idempotencyKeys)
    assert.match(rows[0]!.name, /^[\w-]{16}$/)
  })
})
