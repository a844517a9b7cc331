import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal, full } from '#base/errors.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { looseFiles } from '#features/files/files.schema.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { media } from '#features/media/media.schema.ts'
import type { Site } from '#platform/site.ts'
import { type Files, hour, openFiles } from './files-scene.ts'

suite('what becomes of files', () => {
  let t: Files
  before(async () => void (t = await openFiles()))
  after(async () => await t.close())

  // SEC:M9
  test('without room on the disk no row is written, and nothing stays for ever', async (c) => {
    const before_ = (await t.site.store.read.select().from(media)).length
    let puts = 0
    const put: Site['storage']['put'] = async (...args) => {
      if (++puts === 2) throw full('test')
      return await t.site.storage.put(...args)
    }
    await assert.rejects(
      t.upload(c, t.alice, { ...t.site, storage: { ...t.site.storage, put } }),
      (e: unknown) => e instanceof Refusal && e.status === 507,
    )
    assert.equal((await t.site.store.read.select().from(media)).length, before_)
    const left = await t.site.store.read.select().from(looseFiles)
    assert.equal(left.length, 2)
    t.clock.advance(24 * hour)
    await t.add(removeLoose)
    for (const { key } of left) assert.equal(await t.site.storage.stat(key), undefined)
    assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
  })

  test('a row is not written for bytes that were removed meanwhile', async (c) => {
    const put: Site['storage']['put'] = async (...args) => {
      const stored = await t.site.storage.put(...args)
      // As slow as a day.
      t.clock.advance(25 * hour)
      await t.add(removeLoose)
      return stored
    }
    await assert.rejects(t.upload(c, t.alice, { ...t.site, storage: { ...t.site.storage, put } }), /removed before a row named it/)
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
