import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { areas } from '#processes/areas.ts'
import type { Api } from '../api.ts'
import { scopeMatrix } from '../http/scope-matrix.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('scopes on the real server', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  after(async () => await t?.close())

  // SEC:A3
  test('a person’s token with every scope but the needed one is refused by every row that asks for one', async () => {
    const person = await makePerson(t.site, 'narrow_w')
    const rows = scopeMatrix(areas).filter((row) => row.accepted)
    assert.ok(rows.length > 150)
    const apis = new Map<string, Api>()
    for (const { id, method, path, allButNeeded } of rows) {
      const key = allButNeeded.join()
      const api = apis.get(key) ?? t.api(await makeToken(t.site, person, allButNeeded))
      apis.set(key, api)
      const answer = await api[method.toLowerCase() as keyof Api](path)
      assert.deepEqual([answer.status, answer.json], [403, { error: 'This action is outside the authorized scopes' }], id)
    }
  })
})
