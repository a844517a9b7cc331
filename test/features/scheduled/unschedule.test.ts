import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { createHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { retirements } from '#features/holds/holds.schema.ts'
import { copyPurpose, retire } from '#features/holds/retire.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { letGoMedia } from '#features/media/keep-media.ts'
import { unschedule } from '#features/scheduled/unschedule.ts'
import { type TestSite, testSite } from '../../site.ts'
import { post } from '../statuses/world.ts'
import { hour, makeWriter, type Writer } from './publish-scene.ts'

suite('a post that is due', () => {
  let t: TestSite
  let w: Writer
  before(async () => void (t = await testSite()))
  beforeEach(async () => void (w = await makeWriter(t)))
  after(async () => await t.close())

  test('taken away under a hold is sealed with its pictures, whose bytes stay', async (c) => {
    const file = await w.upload(c)
    const id = await w.later({ text: 'meant to say', mediaIds: [file.id] })
    await createHold(t.site, { kind: 'hold', subject: 'account', subjectId: w.alice.accountId, reason: 'a case', who: null })
    await unschedule(t.site, w.alice, id)
    const copy = await copyOf(t.site.store.read, 'scheduled', id)
    const sealed = t.site.secrets.open(copyPurpose, copy!.sealed)
    for (const part of ['meant to say', file.storageKey]) assert.ok(sealed.includes(part), part)
    await t.site.store.tx(async (db) => await retire(t.site, db, { kind: 'media', id: file.id }, { why: 'retention', who: null }))
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, removeLoose, {}))
    await w.pass(48 * hour)
    assert.ok(await t.site.storage.stat(file.storageKey))
    const [tombstone] = await t.site.store.read.select().from(retirements).where(eq(retirements.thingId, id))
    assert.deepEqual([tombstone?.kind, tombstone?.why], ['scheduled', 'author'])
  })

  test('lets go of nothing that another post keeps', async (c) => {
    const file = await w.upload(c)
    const id = await w.later({ mediaIds: [file.id] })
    await t.site.store.tx(async (db) => await letGoMedia(t.site, db, id + 1, { anew: true }))
    await assert.rejects(post(t.site, w.alice, 'now', { mediaIds: [file.id] }), (e: unknown) => e instanceof Refusal && e.status === 422)
  })
})
