import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { assertScopes } from './scopes.ts'

suite('follow requests', () => {
  let t: TestWeb
  let bob: Viewer, alice: Viewer, carol: Viewer
  let api: Api, alices: Api
  before(async () => {
    t = await startTestWeb()
    bob = await makePerson(t.site, 'bob_q', { locked: true })
    alice = await makePerson(t.site, 'alice_q')
    carol = await makePerson(t.site, 'carol_q')
    api = t.api(await makeToken(t.site, bob))
    alices = t.api(await makeToken(t.site, alice))
  })
  after(async () => await t.close())

  const answer = (id: number, word: 'authorize' | 'reject') => `/api/v1/follow_requests/${id}/${word}`
  const followers = async () => (await api.get(`/api/v1/accounts/${bob.accountId}`)).json.followers_count as number

  // SEC:D11
  test('who is let in follows with the options that were asked for, and is counted once', async () => {
    await follow(t.site, alice, bob.accountId, { reblogs: false, notify: true, languages: ['de'] })
    assert.equal((await api.get('/api/v1/accounts/verify_credentials')).json.source.follow_requests_count, 1)
    assert.equal(await followers(), 0)
    const answers = await Promise.all(Array.from({ length: 8 }, async () => await api.post(answer(alice.accountId, 'authorize'))))
    assert.deepEqual(
      answers.map((one) => one.status).toSorted((a, b) => a - b),
      [200, ...Array.from({ length: 7 }, () => 404)],
    )
    const told = answers.find((one) => one.status === 200)!.json
    assert.deepEqual([told.followed_by, told.requested_by], [true, false])
    assert.equal(await followers(), 1)
    const [mine] = (await alices.get(`/api/v1/accounts/relationships?id=${bob.accountId}`)).json
    assert.deepEqual(
      [mine.following, mine.requested, mine.showing_reblogs, mine.notifying, mine.languages],
      [true, false, false, true, ['de']],
    )
    assert.deepEqual((await api.get('/api/v1/follow_requests')).json, [])
  })

  test('who is refused does not follow and may ask again', async () => {
    await follow(t.site, carol, bob.accountId)
    const told = (await api.post(answer(carol.accountId, 'reject'))).json
    assert.deepEqual([told.followed_by, told.requested_by], [false, false])
    assert.equal((await api.post(answer(carol.accountId, 'reject'))).status, 404)
    await follow(t.site, carol, bob.accountId)
    assert.equal((await api.get('/api/v1/follow_requests')).json.length, 1)
  })

  // SEC:V13
  test('nobody answers a request that was made to somebody else', async () => {
    for (const word of ['authorize', 'reject'] as const) assert.equal((await alices.post(answer(carol.accountId, word))).status, 404)
    assert.equal((await api.get('/api/v1/follow_requests')).json.length, 1)
  })

  test('a block refuses a waiting request', async () => {
    const dora = await makePerson(t.site, 'dora_q')
    await follow(t.site, dora, bob.accountId)
    await api.post(`/api/v1/accounts/${dora.accountId}/block`)
    assert.equal((await api.post(answer(dora.accountId, 'authorize'))).status, 404)
  })

  test('each answer opens with its scope alone', async () => {
    const erin = await makePerson(t.site, 'erin_q')
    await follow(t.site, erin, bob.accountId)
    await assertScopes(t, bob, [['post', answer(erin.accountId, 'authorize'), 'write:follows']])
    await follow(t.site, alice, bob.accountId)
    const fred = await makePerson(t.site, 'fred_q')
    await follow(t.site, fred, bob.accountId)
    await assertScopes(t, bob, [['post', answer(fred.accountId, 'reject'), 'write:follows']])
    await follow(t.site, fred, bob.accountId)
    assert.equal((await t.api(await makeToken(t.site, bob, ['follow'])).post(answer(fred.accountId, 'authorize'))).status, 200)
  })
})
