import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import { Refusal, full } from '#base/errors.ts'
import { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { looseFiles } from '#features/files/files.schema.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { createHold, type NewHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { retirements, sealedCopies } from '#features/holds/holds.schema.ts'
import { releaseHold } from '#features/holds/release-hold.ts'
import { copyPurpose } from '#features/holds/retire.ts'
import { deleteMedia } from '#features/media/delete-media.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import { mediaByIds } from '#features/media/media.queries.ts'
import { media, type Media } from '#features/media/media.schema.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { jobs } from '#processes/jobs.ts'
import { asFile, quarters } from '../../pictures.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer, post } from '../statuses/world.ts'

const hour = 3_600_000
const png = await quarters().png().toBuffer()

suite('what becomes of files', () => {
  let t: TestSite
  let alice: Viewer
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
  })
  after(async () => await t.close())

  const upload = async (c: TestContext, by: Viewer = alice, site: Site = t.site): Promise<Media> =>
    await uploadMedia(site, by, { file: new Upload('x.png', 'image/png', png.length, asFile(c, png)), alt: 'secret words', focus: null })
  const stands = async (file: Media) => [
    (await t.site.storage.stat(file.storageKey)) !== undefined,
    (await t.site.storage.stat(file.preview!.key)) !== undefined,
  ]
  const row = async (file: Media) => (await mediaByIds(t.site.store.read, [file.id]))[0]
  const work = async () => void (await drainJobs(t.site, jobs))
  const add = async (job: typeof sweepMedia) => {
    await t.site.store.tx((db) => t.site.jobs.add(db, job, {}))
    await work()
  }
  const sweep = async () => await add(sweepMedia)
  const hold = async (subject: NewHold['subject'], subjectId: number | null) =>
    (await createHold(t.site, { kind: 'hold', subject, subjectId, reason: 'a case', who: null })).id

  test('one that no post takes is gone after a day, bytes and all; one that hangs stays', async (c) => {
    const [loose, hung] = [await upload(c), await upload(c)]
    await post(t.site, alice, 'with it', { mediaIds: [hung.id] })
    t.clock.advance(23 * hour)
    const young = await upload(c)
    await sweep()
    assert.ok((await row(loose)) && (await row(young)))
    t.clock.advance(hour)
    await sweep()
    assert.deepEqual([await row(loose), await stands(loose)], [undefined, [false, false]])
    assert.deepEqual(
      [await stands(hung), await stands(young)],
      [
        [true, true],
        [true, true],
      ],
    )
    const [tombstone] = await t.site.store.read.select().from(retirements).where(eq(retirements.thingId, loose.id))
    assert.deepEqual([tombstone?.kind, tombstone?.why, tombstone?.who], ['media', 'retention', null])
  })

  test('one that a deleted post leaves waits a day from then', async (c) => {
    const file = await upload(c)
    const id = await post(t.site, alice, 'old', { mediaIds: [file.id] })
    t.clock.advance(100 * hour)
    await deleteStatus(t.site, alice, id)
    await sweep()
    assert.ok(await row(file))
    t.clock.advance(24 * hour)
    await sweep()
    assert.deepEqual([await row(file), await stands(file)], [undefined, [false, false]])
  })

  // SEC:D10
  test('the walk over loose files ends and goes on behind one that cannot be retired', async (c) => {
    const files = [await upload(c), await upload(c), await upload(c)]
    // Retired already, as the tombstone says: this one can never be retired again.
    const stuck = { kind: 'media', thingId: files[0]!.id, why: 'author', who: null, at: 0 } as const
    await t.site.store.tx(async (db) => await db.insert(retirements).values(stuck))
    t.clock.advance(24 * hour)
    await sweep()
    assert.deepEqual(await Promise.all(files.map(async (file) => (await row(file)) !== undefined)), [true, false, false])
    await t.site.store.tx(async (db) => await db.delete(media).where(eq(media.id, files[0]!.id)))
  })

  // SEC:D10
  test('the walk over loose bytes asks for each once, though none can be removed', async () => {
    await add(removeLoose)
    const asked = new Map<string, number>()
    const remove = async (key: string) => {
      asked.set(key, (asked.get(key) ?? 0) + 1)
      throw new Error('the disk is read-only')
    }
    const site = { ...t.site, storage: { ...t.site.storage, remove } }
    await t.site.store.tx(async (db) => {
      const rows = Array.from({ length: 1200 }, (_, i) => ({ id: t.site.ids.next(), key: `stuck/${i}`, keptBy: [], dueAt: 0 }))
      await db.insert(looseFiles).values(rows)
    })
    await removeLoose.run(site, {}, { id: 1, attempt: 1 })
    assert.deepEqual([asked.size, Math.max(...asked.values())], [1200, 1])
    await add(removeLoose)
    assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
  })

  test('the bytes stay as long as the sealed copy of the file does', async (c) => {
    const bob = await newViewer(t.site, 'bob')
    const file = await upload(c, bob)
    const id = await hold('account', bob.accountId)
    await deleteMedia(t.site, bob, file.id)
    t.clock.advance(48 * hour)
    await add(removeLoose)
    assert.deepEqual([await row(file), await stands(file)], [undefined, [true, true]])
    const copy = await copyOf(t.site.store.read, 'media', file.id)
    const sealed = JSON.parse(t.site.secrets.open(copyPurpose, copy!.sealed)) as Media
    assert.deepEqual([sealed.storageKey, sealed.alt, sealed.sha256], [file.storageKey, 'secret words', file.sha256])
    await releaseHold(t.site, id, null)
    await work()
    await add(removeLoose)
    assert.deepEqual(await stands(file), [false, false])
  })

  test('and as long as that of a post which it hung on, though it was taken off before, or hung elsewhere since', async (c) => {
    const [taken, moved] = [await upload(c), await upload(c)]
    const held = await post(t.site, alice, 'held', { mediaIds: [taken.id, moved.id] })
    const id = await hold('status', held)
    await editStatus(t.site, alice, held, { mediaIds: [moved.id] })
    await deleteStatus(t.site, alice, held)
    const second = await post(t.site, alice, 'second', { mediaIds: [moved.id] })
    await deleteStatus(t.site, alice, second, { media: true })
    t.clock.advance(24 * hour)
    await sweep()
    await add(removeLoose)
    assert.deepEqual([await row(taken), await row(moved)], [undefined, undefined])
    assert.deepEqual(
      [await stands(taken), await stands(moved)],
      [
        [true, true],
        [true, true],
      ],
    )
    await releaseHold(t.site, id, null)
    await work()
    await add(removeLoose)
    assert.deepEqual(
      [await stands(taken), await stands(moved)],
      [
        [false, false],
        [false, false],
      ],
    )
    assert.deepEqual(await t.site.store.read.select().from(sealedCopies), [])
  })

  // SEC:M9
  test('without room on the disk no row is written, and nothing stays for ever', async (c) => {
    const before_ = (await t.site.store.read.select().from(media)).length
    let puts = 0
    const put: Site['storage']['put'] = async (...args) => {
      if (++puts === 2) throw full('test')
      return await t.site.storage.put(...args)
    }
    await assert.rejects(
      upload(c, alice, { ...t.site, storage: { ...t.site.storage, put } }),
      (e: unknown) => e instanceof Refusal && e.status === 507,
    )
    assert.equal((await t.site.store.read.select().from(media)).length, before_)
    const left = await t.site.store.read.select().from(looseFiles)
    assert.equal(left.length, 2)
    t.clock.advance(24 * hour)
    await add(removeLoose)
    for (const { key } of left) assert.equal(await t.site.storage.stat(key), undefined)
    assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
  })

  test('a row is not written for bytes that were removed meanwhile', async (c) => {
    const put: Site['storage']['put'] = async (...args) => {
      const stored = await t.site.storage.put(...args)
      // As slow as a day.
      t.clock.advance(25 * hour)
      await add(removeLoose)
      return stored
    }
    await assert.rejects(upload(c, alice, { ...t.site, storage: { ...t.site.storage, put } }), /removed before a row named it/)
  })

  test('bytes are confirmed before they are answered, under keys that nobody can guess', async () => {
    const stored = await storeFiles(t.site, [
      { body: Buffer.from('one'), mime: 'image/png' },
      { body: Buffer.from('two'), mime: 'image/png' },
    ])
    for (const file of stored) {
      assert.match(file.key, /^[0-9a-f]{2}\/[0-9a-f]{32}$/)
      assert.deepEqual(await t.site.storage.stat(file.key), { size: 3 })
    }
    assert.notEqual(stored[0].key, stored[1].key)
  })
})
