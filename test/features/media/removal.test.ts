import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { looseFiles } from '#features/files/files.schema.ts'
import { createHold, type NewHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { retirements, sealedCopies } from '#features/holds/holds.schema.ts'
import { releaseHold } from '#features/holds/release-hold.ts'
import { copyPurpose } from '#features/holds/retire.ts'
import { deleteMedia } from '#features/media/delete-media.ts'
import { media, type Media } from '#features/media/media.schema.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { newViewer, post } from '../statuses/world.ts'
import { type Files, hour, openFiles } from './files-scene.ts'

suite('what becomes of files', () => {
  let t: Files
  before(async () => void (t = await openFiles()))
  after(async () => await t.close())

  const hold = async (subject: NewHold['subject'], subjectId: number | null) =>
    (await createHold(t.site, { kind: 'hold', subject, subjectId, reason: 'a case', who: null })).id

  test('one that no post takes is gone after a day, bytes and all; one that hangs stays', async (c) => {
    const [loose, hung] = [await t.upload(c), await t.upload(c)]
    await post(t.site, t.alice, 'with it', { mediaIds: [hung.id] })
    t.clock.advance(23 * hour)
    const young = await t.upload(c)
    await t.sweep()
    assert.ok((await t.row(loose)) && (await t.row(young)))
    t.clock.advance(hour)
    await t.sweep()
    assert.deepEqual([await t.row(loose), await t.stands(loose)], [undefined, [false, false]])
    assert.deepEqual(
      [await t.stands(hung), await t.stands(young)],
      [
        [true, true],
        [true, true],
      ],
    )
    const [tombstone] = await t.site.store.read.select().from(retirements).where(eq(retirements.thingId, loose.id))
    assert.deepEqual([tombstone?.kind, tombstone?.why, tombstone?.who], ['media', 'retention', null])
  })

  test('one that a deleted post leaves waits a day from then', async (c) => {
    const file = await t.upload(c)
    const id = await post(t.site, t.alice, 'old', { mediaIds: [file.id] })
    t.clock.advance(100 * hour)
    await deleteStatus(t.site, t.alice, id)
    await t.sweep()
    assert.ok(await t.row(file))
    t.clock.advance(24 * hour)
    await t.sweep()
    assert.deepEqual([await t.row(file), await t.stands(file)], [undefined, [false, false]])
  })

  // SEC:D10
  test('the walk over loose files ends and goes on behind one that cannot be retired', async (c) => {
    const files = [await t.upload(c), await t.upload(c), await t.upload(c)]
    // Retired already, as the tombstone says: this one can never be retired again.
    const stuck = { kind: 'media', thingId: files[0]!.id, why: 'author', who: null, at: 0 } as const
    await t.site.store.tx(async (db) => await db.insert(retirements).values(stuck))
    t.clock.advance(24 * hour)
    await t.sweep()
    assert.deepEqual(await Promise.all(files.map(async (file) => (await t.row(file)) !== undefined)), [true, false, false])
    await t.site.store.tx(async (db) => await db.delete(media).where(eq(media.id, files[0]!.id)))
  })

  // SEC:D10
  test('the walk over loose bytes asks for each once, though none can be removed', async () => {
    await t.add(removeLoose)
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
    await t.add(removeLoose)
    assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
  })

  test('the bytes stay as long as the sealed copy of the file does', async (c) => {
    const bob = await newViewer(t.site, 'bob')
    const file = await t.upload(c, bob)
    const id = await hold('account', bob.accountId)
    await deleteMedia(t.site, bob, file.id)
    t.clock.advance(48 * hour)
    await t.add(removeLoose)
    assert.deepEqual([await t.row(file), await t.stands(file)], [undefined, [true, true]])
    const copy = await copyOf(t.site.store.read, 'media', file.id)
    const sealed = JSON.parse(t.site.secrets.open(copyPurpose, copy!.sealed)) as Media
    assert.deepEqual([sealed.storageKey, sealed.alt, sealed.sha256], [file.storageKey, 'secret words', file.sha256])
    await releaseHold(t.site, id, null)
    await t.work()
    await t.add(removeLoose)
    assert.deepEqual(await t.stands(file), [false, false])
  })

  test('and as long as that of a post which it hung on, though it was taken off before, or hung elsewhere since', async (c) => {
    const [taken, moved] = [await t.upload(c), await t.upload(c)]
    const held = await post(t.site, t.alice, 'held', { mediaIds: [taken.id, moved.id] })
    const id = await hold('status', held)
    await editStatus(t.site, t.alice, held, { mediaIds: [moved.id] })
    await deleteStatus(t.site, t.alice, held)
    const second = await post(t.site, t.alice, 'second', { mediaIds: [moved.id] })
    await deleteStatus(t.site, t.alice, second, { media: true })
    t.clock.advance(24 * hour)
    await t.sweep()
    await t.add(removeLoose)
    assert.deepEqual([await t.row(taken), await t.row(moved)], [undefined, undefined])
    assert.deepEqual(
      [await t.stands(taken), await t.stands(moved)],
      [
        [true, true],
        [true, true],
      ],
    )
    await releaseHold(t.site, id, null)
    await t.work()
    await t.add(removeLoose)
    assert.deepEqual(
      [await t.stands(taken), await t.stands(moved)],
      [
        [false, false],
        [false, false],
      ],
    )
    assert.deepEqual(await t.site.store.read.select().from(sealedCopies), [])
  })
})
