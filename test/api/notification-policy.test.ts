import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fresh } from './notifications.ts'
import { policy, requests } from './notification-requests-scene.ts'

suite('the policy of notifications and the requests that it makes', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('is Mastodon’s but for letters until it is changed, class by class, in both forms', async () => {
    const { api } = await fresh(t)
    const usual = {
      for_not_following: 'accept',
      for_not_followers: 'accept',
      for_new_accounts: 'accept',
      for_private_mentions: 'accept',
      for_limited_accounts: 'filter',
      for_bots: 'accept',
      summary: { pending_requests_count: 0, pending_notifications_count: 0 },
    }
    assert.deepEqual((await api.get('/api/v2/notifications/policy')).json, usual)
    const changed = { ...usual, for_not_following: 'drop', for_bots: 'filter' }
    assert.deepEqual((await policy(api, { for_not_following: 'drop', for_bots: 'filter' })).json, changed)
    assert.deepEqual((await api.get('/api/v1/notifications/policy')).json, {
      filter_not_following: true,
      filter_not_followers: false,
      filter_new_accounts: false,
      filter_private_mentions: false,
      filter_bots: true,
      summary: usual.summary,
    })
    const flags = await api.put('/api/v1/notifications/policy', {
      body: new URLSearchParams({ filter_new_accounts: 'true', filter_bots: '0' }),
    })
    assert.deepEqual([flags.json.filter_new_accounts, flags.json.filter_bots, flags.json.filter_not_following], [true, false, true])
    const now = (await api.put('/api/v2/notifications/policy', { body: {} })).json
    assert.deepEqual(now, { ...changed, for_bots: 'accept', for_new_accounts: 'filter' })
    assert.equal((await policy(api, { for_bots: 'perhaps' })).status, 422)
    assert.deepEqual((await api.get('/api/v2/notifications/policy')).json, now)
  })

  test('of two devices that change different classes at once none undoes the other', async () => {
    const { api } = await fresh(t)
    await Promise.all(
      ['not_following', 'not_followers', 'new_accounts', 'bots'].map(async (name) => await policy(api, { [`for_${name}`]: 'drop' })),
    )
    const { json } = await api.get('/api/v2/notifications/policy')
    assert.deepEqual([json.for_not_following, json.for_not_followers, json.for_new_accounts, json.for_bots], Array(4).fill('drop'))
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await fresh(t)
    const of = async (...scopes: string[]) => t.api(await makeToken(t.site, me, scopes))
    const [reader, writer, wrong] = [
      await of('read:notifications'),
      await of('write:notifications'),
      await of('read:statuses', 'write:statuses'),
    ]
    const bare = t.api(await makeToken(t.site, null, ['read', 'write']))
    const policies = ['/api/v1/notifications/policy', '/api/v2/notifications/policy']
    for (const path of [...policies, requests, `${requests}/1`, `${requests}/merged`]) {
      assert.notEqual((await reader.get(path)).status, 403)
      for (const [one, status] of [
        [wrong, 403],
        [writer, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await one.get(path)).status, status, path)
    }
    const deeds = ['accept', 'dismiss', '1/accept', '1/dismiss'].map((end) => ['post', `${requests}/${end}`] as const)
    for (const [method, path] of [
      ...deeds,
      ...policies.flatMap(
        (one) =>
          [
            ['patch', one],
            ['put', one],
          ] as const,
      ),
    ]) {
      assert.notEqual((await writer[method](path)).status, 403)
      for (const [one, status] of [
        [wrong, 403],
        [reader, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await one[method](path)).status, status, path)
    }
  })
})
