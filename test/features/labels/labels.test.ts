import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { loadLabels } from '#features/labels/labels.json.ts'
import { labels } from '#features/labels/labels.schema.ts'
import { type TestSite, testSite } from '../../site.ts'

suite('labels', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  test('labels are found by their ids, unknown ones are absent', async () => {
    const id = await t.site.store.tx(async (db) => {
      const made = t.site.ids.next()
      await db.insert(labels).values({ id: made, name: 'Internal', rank: 10 })
      return made
    })
    assert.deepEqual([...(await loadLabels(t.site.store.read, [id, 12345])).values()], [{ id, name: 'Internal', rank: 10 }])
    assert.equal((await loadLabels(t.site.store.read, [])).size, 0)
  })
})
