import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { assertScopes } from './scopes.ts'
import { linkOf, walk } from './walk.ts'

const missing = idAt(testStart + 86_400_000)
let people = 0

suite('blocks, mutes and what is kept about people', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer
  let api: Api, bobs: Api
  before(async () => void (t = await startTestWeb()))
  beforeEach(async () => {
    t.clock.advance(1000)
    alice = await makePerson(t.site, `alice_${++people}`)
    bob = await makePerson(t.site, `bob_${people}`)
    api = t.api(await makeToken(t.site, alice))
    bobs = t.api(await makeToken(t.site, bob))
  })
  after(async () => await t.close())

  const deed = (verb: string, id: number = bob.accountId) => `/api/v1/accounts/${id}/${verb}`
  const between = async (who: Api, id: number) => (await who.get(`/api/v1/accounts/relationships?id=${id}`)).json[0]
  const counts = async (id: number) => {
    const { json } = await api.get(`/api/v1/accounts/${id}`)
    return [json.followers_count, json.following_count] as number[]
  }

  test('each deed opens with its scope alone', async () => {
    await follow(t.site, alice, bob.accountId)
    await assertScopes(t, alice, [
      ['post', deed('endorse'), 'write:accounts'],
      ['post', deed('unendorse'), 'write:accounts'],
      ['post', deed('pin'), 'write:accounts'],
      ['post', deed('unpin'), 'write:accounts'],
      ['post', deed('note'), 'write:accounts', { body: { comment: 'x' } }],
      ['post', deed('remove_from_followers'), 'write:follows'],
      ['post', deed('mute'), 'write:mutes'],
      ['post', deed('unmute'), 'write:mutes'],
      ['post', deed('block'), 'write:blocks'],
      ['post', deed('unblock'), 'write:blocks'],
      ['get', '/api/v1/domain_blocks', 'read:blocks'],
      ['get', '/api/v1/domain_blocks/preview?domain=a.example', 'write:blocks'],
      ['post', '/api/v1/domain_blocks', 'write:blocks', { body: { domain: 'a.example' } }],
      ['delete', '/api/v1/domain_blocks?domain=a.example', 'write:blocks'],
    ])
    const old = t.api(await makeToken(t.site, alice, ['follow']))
    for (const verb of ['block', 'unblock', 'mute', 'unmute', 'remove_from_followers'])
      assert.equal((await old.post(deed(verb))).status, 200, verb)
  })

  test('no deed reaches an account that is not there', async () => {
    for (const verb of ['block', 'unblock', 'mute', 'unmute', 'remove_from_followers', 'note', 'endorse', 'unendorse'])
      assert.equal((await api.post(deed(verb, missing))).status, 404, verb)
  })

  // SEC:D11
  test('a block ends follows and requests in both directions, with exact counts, and unblock brings none back', async () => {
    await follow(t.site, alice, bob.accountId)
    await follow(t.site, bob, alice.accountId)
    assert.deepEqual(await counts(alice.accountId), [1, 2])
    const { json } = await api.post(deed('block'))
    assert.deepEqual([json.blocking, json.following, json.followed_by], [true, false, false])
    assert.equal((await between(bobs, alice.accountId)).blocked_by, true)
    for (const who of [alice, bob]) assert.deepEqual(await counts(who.accountId), [0, 1])
    assert.equal((await bobs.post(deed('follow', alice.accountId))).status, 403)
    for (let i = 0; i < 2; i++) assert.equal((await api.post(deed('unblock'))).json.blocking, false)
    for (const who of [alice, bob]) assert.deepEqual(await counts(who.accountId), [0, 1])
    assert.equal((await bobs.post(deed('follow', alice.accountId))).status, 200)
  })

  // SEC:D11
  test('parallel blocks, unblocks and follows leave exact counts', async () => {
    const deeds = Array.from({ length: 24 }, (_, i) => i)
    await Promise.all(
      deeds.map(async (i) => {
        if (i % 3 === 0) await bobs.post(deed('follow', alice.accountId))
        else await api.post(deed(i % 3 === 1 ? 'block' : 'unblock'))
      }),
    )
    const { followed_by } = await between(api, bob.accountId)
    assert.deepEqual(await counts(alice.accountId), [followed_by ? 1 : 0, 1])
  })

  test('oneself is not blocked, and muting oneself does nothing', async () => {
    assert.equal((await api.post(deed('block', alice.accountId))).status, 403)
    const { status, json } = await api.post(deed('mute', alice.accountId))
    assert.deepEqual([status, json.muting], [200, false])
  })

  test('a mute hides notifications unless told otherwise, and changes when repeated', async () => {
    const first = (await api.post(deed('mute'))).json
    assert.deepEqual([first.muting, first.muting_notifications, first.muting_expires_at], [true, true, null])
    const form = new URLSearchParams({ notifications: 'false', duration: '0' })
    const second = (await api.post(deed('mute'), { body: form })).json
    assert.deepEqual([second.muting, second.muting_notifications], [true, false])
    assert.equal((await api.post(deed('unmute'))).json.muting, false)
  })

  test('a mute with a duration ends by itself', async () => {
    const { json } = await api.post(deed('mute'), { body: { duration: 3600 } })
    assert.equal(json.muting_expires_at, new Date(t.clock.now() + 3_600_000).toISOString())
    t.clock.advance(3_599_999)
    await drainJobs(t.site, jobs)
    assert.equal((await between(api, bob.accountId)).muting, true)
    t.clock.advance(1)
    assert.equal((await between(api, bob.accountId)).muting, false)
    await drainJobs(t.site, jobs)
    assert.deepEqual((await api.get('/api/v1/mutes')).json, [])
  })

  test('a mute that was made longer is not ended at the first time', async () => {
    await api.post(deed('mute'), { body: { duration: 60 } })
    await api.post(deed('mute'), { body: { duration: 0 } })
    t.clock.advance(61_000)
    await drainJobs(t.site, jobs)
    assert.equal((await between(api, bob.accountId)).muting, true)
  })

  test('a follower who is removed follows no longer', async () => {
    await follow(t.site, bob, alice.accountId)
    for (let i = 0; i < 2; i++) assert.equal((await api.post(deed('remove_from_followers'))).json.followed_by, false)
    assert.deepEqual(await counts(alice.accountId), [0, 1])
    assert.equal((await between(bobs, alice.accountId)).following, false)
  })

  // SEC:V20
  test('a note is the writer’s alone, and a blank one is gone', async () => {
    assert.equal((await api.post(deed('note'), { body: { comment: 'likes tea' } })).json.note, 'likes tea')
    assert.equal((await between(bobs, alice.accountId)).note, '')
    await bobs.post(deed('note', alice.accountId), { body: { comment: 'owes me a book' } })
    assert.equal((await between(api, bob.accountId)).note, 'likes tea')
    assert.equal((await api.post(deed('note'), { body: { comment: '  ' } })).json.note, '')
    assert.equal((await between(bobs, alice.accountId)).note, 'owes me a book')
    assert.equal((await api.post(deed('note'), { body: { comment: '😀'.repeat(2000) } })).status, 200)
    const long = await api.post(deed('note'), { body: { comment: 'x'.repeat(2001) } })
    assert.deepEqual([long.status, long.json.error], [422, 'Validation failed: Comment is too long (maximum is 2000 characters)'])
  })

  test('only who is followed is endorsed, and only as long', async () => {
    assert.equal((await api.post(deed('endorse'))).status, 422)
    await follow(t.site, alice, bob.accountId)
    for (let i = 0; i < 2; i++) assert.equal((await api.post(deed('endorse'))).json.endorsed, true)
    assert.equal((await api.get('/api/v1/endorsements')).json.length, 1)
    for (let i = 0; i < 2; i++) assert.equal((await api.post(deed('unendorse'))).json.endorsed, false)
    // The names that apps knew before Mastodon 4.4.
    assert.equal((await api.post(deed('pin'))).json.endorsed, true)
    assert.equal((await api.post(deed('unpin'))).json.endorsed, false)
    assert.equal((await api.post(deed('endorse'))).json.endorsed, true)
    await api.post(deed('unfollow'))
    assert.equal((await between(api, bob.accountId)).endorsed, false)
    assert.equal((await api.post(deed('pin'))).status, 422)
  })

  test('domain blocks are listed newest first, paged, and refused for what is no domain', async () => {
    for (const domain of ['One.example', 'https://two.example/about', '@three.example', 'münchen.example']) {
      t.clock.advance(1000)
      assert.deepEqual((await api.post('/api/v1/domain_blocks', { body: { domain } })).json, {})
    }
    await api.post('/api/v1/domain_blocks', { body: { domain: 'one.example' } })
    const expected = ['xn--mnchen-3ya.example', 'three.example', 'two.example', 'one.example']
    assert.deepEqual((await api.get('/api/v1/domain_blocks')).json, expected)
    const pages = await walk(api, '/api/v1/domain_blocks?limit=2')
    assert.deepEqual(
      pages.flatMap((page) => page.json as string[]),
      expected,
    )
    assert.match(linkOf(pages[0]!, 'prev') ?? '', /since_id=/)
    for (const domain of ['', 'a b', '..', '-'.repeat(300)])
      assert.equal((await api.post('/api/v1/domain_blocks', { body: { domain } })).status, 422, domain)
    assert.equal((await api.delete('/api/v1/domain_blocks', { body: { domain: 'two.example' } })).status, 200)
    assert.equal((await api.delete('/api/v1/domain_blocks?domain=one.example')).status, 200)
    assert.equal((await api.get('/api/v1/domain_blocks')).json.length, 2)
    assert.deepEqual((await bobs.get('/api/v1/domain_blocks')).json, [])
  })
})
