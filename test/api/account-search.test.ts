import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { changeDisplayName } from '#features/accounts/change-display-name.ts'
import type { Api } from '../api.ts'
import { makePerson } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { makeCrowd } from './account-lists-scene.ts'

suite('lists of accounts', () => {
  let t: TestWeb
  let api: Api
  before(async () => {
    t = await startTestWeb()
    ;({ api } = await makeCrowd(t))
  })
  after(async () => await t.close())

  suite('search', () => {
    const find = async (query: string) =>
      ((await api.get(`/api/v1/accounts/search?${query}`)).json as { username: string }[]).map((one) => one.username)
    before(async () => {
      const names: [string, string][] = [
        ['jmueller', 'Jörg Müller-Lüdenscheidt'],
        ['zoe_gross', 'Zoë Groß'],
        ['zoe', 'Zoë'],
      ]
      for (const [username, name] of names) {
        const made = await makePerson(t.site, username)
        await t.site.store.tx(async (db) => await changeDisplayName(t.site, db, made.accountId, name))
      }
    })

    test('finds the beginning of each word of name and handle, whatever its case and marks', async () => {
      for (const q of ['jmu', 'müller', 'MULLER', 'ludensch', 'jor mull', '@jmueller', 'Jörg Müller-Lüdenscheidt'])
        assert.deepEqual(await find(`q=${encodeURIComponent(q)}`), ['jmueller'], q)
      for (const q of ['gross', 'groß', 'zoe_gross', `@zoe_gross@${t.site.config.host}`])
        assert.deepEqual(await find(`q=${encodeURIComponent(q)}`), ['zoe_gross'], q)
    })

    test('puts the exact handle first', async () => {
      assert.deepEqual(await find('q=zoe'), ['zoe', 'zoe_gross'])
    })

    test('finds nobody for nothing, for signs of the pattern and for handles of elsewhere', async () => {
      for (const q of ['', '%', '_', '\\', '@', 'ueller', "' or 1=1", 'zoe@elsewhere.example'])
        assert.deepEqual(await find(`q=${encodeURIComponent(q)}`), [], q)
    })

    test('pages by offset and keeps to those whom the viewer follows', async () => {
      const first = await find('q=crowd&limit=3')
      const second = await find('q=crowd&limit=3&offset=3')
      assert.deepEqual([first.length, second.length, new Set([...first, ...second]).size], [3, 2, 5])
      assert.deepEqual(await find('q=zoe&following=true'), [])
      assert.equal((await find('q=crowd&following=true')).length, 5)
    })
  })
})
