import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { assertScopes } from './scopes.ts'

const [first, second] = [String(idAt(testStart)), String(idAt(testStart + 1000))]

suite('markers', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer
  let api: Api
  before(async () => {
    t = await startTestWeb()
    alice = await makePerson(t.site, 'alice_m')
    bob = await makePerson(t.site, 'bob_m')
    api = t.api(await makeToken(t.site, alice, ['read:statuses', 'write:statuses']))
  })
  after(async () => await t.close())

  const path = '/api/v1/markers'
  const both = `${path}?timeline[]=home&timeline[]=notifications`

  test('there are none at first, and never one of an unknown timeline', async () => {
    assert.deepEqual((await api.get(both)).json, {})
    assert.deepEqual((await api.get(path)).json, {})
    assert.deepEqual((await api.get(`${path}?timeline[]=public&timeline=list`)).json, {})
    assert.deepEqual((await api.post(path, { body: {} })).json, {})
  })

  test('a saved place is read by the next device, its version counts the saves', async () => {
    const saved = (await api.post(path, { body: { home: { last_read_id: first } } })).json
    assert.deepEqual(saved, { home: { last_read_id: first, version: 1, updated_at: new Date(t.clock.now()).toISOString() } })
    t.clock.advance(5000)
    const form = new URLSearchParams({ 'home[last_read_id]': second, 'notifications[last_read_id]': first })
    assert.equal((await api.post(path, { body: form })).json.home.version, 2)
    const { json } = await api.get(both)
    assert.deepEqual([json.home.last_read_id, json.home.version, json.notifications.version], [second, 2, 1])
    assert.deepEqual(Object.keys((await api.get(`${path}?timeline=home`)).json), ['home'])
  })

  test('an app that knows an old version is refused with 409, and nothing of it is kept', async () => {
    const { version } = (await api.get(both)).json.home
    const stale = { home: { last_read_id: first, version: version - 1 }, notifications: { last_read_id: second } }
    for (const body of [stale, { ...stale, home: { last_read_id: first, version: version + 5 } }]) {
      const answer = await api.post(path, { body })
      assert.deepEqual([answer.status, answer.json.error], [409, 'Conflict during update, please try again'])
    }
    const { json } = await api.get(both)
    assert.deepEqual([json.home.last_read_id, json.notifications.last_read_id], [second, first])
    assert.equal((await api.post(path, { body: { home: { last_read_id: second, version } } })).json.home.version, version + 1)
  })

  test('of parallel saves from one version exactly one wins', async () => {
    const { version } = (await api.get(both)).json.home
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await api.post(path, { body: { home: { last_read_id: first, version } } })),
    )
    assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
    assert.equal(answers.filter((answer) => answer.status === 409).length, 9)
  })

  test('a first place with a version that never was is a conflict', async () => {
    const bobs = t.api(await makeToken(t.site, bob, ['read:statuses', 'write:statuses']))
    assert.equal((await bobs.post(path, { body: { home: { last_read_id: first, version: 3 } } })).status, 409)
    assert.deepEqual((await bobs.get(both)).json, {})
    assert.equal((await bobs.post(path, { body: { home: { last_read_id: first, version: 0 } } })).status, 200)
  })

  // SEC:V20
  test('each person has places of their own', async () => {
    const bobs = t.api(await makeToken(t.site, bob, ['read:statuses', 'write:statuses']))
    const before_ = (await api.get(both)).json
    await bobs.post(path, { body: { home: { last_read_id: second } } })
    assert.deepEqual((await api.get(both)).json, before_)
  })

  test('each request opens with its scope alone', async () => {
    await assertScopes(t, alice, [
      ['get', both, 'read:statuses'],
      ['post', path, 'write:statuses', { body: { home: { last_read_id: second } } }],
    ])
  })
})
