import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { changeSetting } from '#features/settings/change-setting.ts'
import { defineSetting } from '#features/settings/define-setting.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { settings } from '#features/settings/settings.schema.ts'
import { z } from 'zod'
import { type TestSite, testSite } from '../../site.ts'

suite('settings', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  const colour = defineSetting('test.colour', z.enum(['red', 'green']), 'red')

  test('a setting without a row has its fallback', async () => {
    assert.equal(await readSetting(t.site, maxCharacters), 5000)
    assert.equal(await readSetting(t.site, colour), 'red')
  })

  test('a change is read at once, and one rolled back never', async () => {
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, colour, 'green'))
    assert.equal(await readSetting(t.site, colour), 'green')
    const failed = t.site.store.tx(async (db) => {
      await changeSetting(t.site, db, colour, 'red')
      throw new Error('on purpose')
    })
    await assert.rejects(failed, /on purpose/)
    assert.equal(await readSetting(t.site, colour), 'green')
  })

  test('a value that does not fit is refused', async () => {
    await assert.rejects(t.site.store.tx(async (db) => await changeSetting(t.site, db, colour, 'blue' as 'red')))
    await assert.rejects(t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 0)))
  })

  test('a stored value that no longer fits counts as absent', async () => {
    const shade = defineSetting('test.shade', z.enum(['light', 'dark']), 'dark')
    await t.site.store.tx(async (db) => await db.insert(settings).values({ name: shade.name, value: 'grey', changedAt: 0 }))
    assert.equal(await readSetting(t.site, shade), 'dark')
  })

  test('objects and lists survive the row', async () => {
    const list = defineSetting<string[]>('test.list', z.array(z.string()), [])
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, list, ['a', 'ü']))
    assert.deepEqual(await readSetting(t.site, list), ['a', 'ü'])
  })
})
