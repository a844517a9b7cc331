import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'

const missing = idAt(testStart + 86_400_000)
const day = 86_400_000
const list = '/api/v1/notifications'
const requests = `${list}/requests`
type Somebody = Awaited<ReturnType<typeof newViewer>>
interface Asked {
  id: string
  notifications_count: string
  account: { id: string }
  last_status: { id: string } | null
  updated_at: string
}

suite('the policy of notifications and the requests that it makes', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  const fresh = async () => {
    const me = await newViewer(t.site, 'me')
    return { me, api: exactly(t, me) }
  }
  const policy = async (api: Api, body: object) => await api.patch('/api/v2/notifications/policy', { body })
  const types = async (api: Api, query = '') => (await api.get(`${list}${query}`)).json.map((one: { type: string }) => one.type) as string[]
  const asked = async (api: Api) => (await api.get(requests)).json as Asked[]
  const mention = async (by: Somebody, to: Somebody, o: Parameters<typeof post>[3] = {}) => {
    t.clock.advance(1000)
    const id = await post(t.site, by, `@${to.username} hello`, o)
    await settle(t.site)
    return id
  }

  test('is Mastodon’s but for letters until it is changed, class by class, in both forms', async () => {
    const { api } = await fresh()
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
    const { api } = await fresh()
    await Promise.all(
      ['not_following', 'not_followers', 'new_accounts', 'bots'].map(async (name) => await policy(api, { [`for_${name}`]: 'drop' })),
    )
    const { json } = await api.get('/api/v2/notifications/policy')
    assert.deepEqual([json.for_not_following, json.for_not_followers, json.for_new_accounts, json.for_bots], Array(4).fill('drop'))
  })

  const change = async (who: Somebody, set: Partial<typeof accounts.$inferInsert>) =>
    await t.site.store.tx(async (db) => await db.update(accounts).set(set).where(eq(accounts.id, who.accountId)))

  const classes: [
    string,
    string,
    (sender: Somebody, me: Somebody) => Promise<unknown>,
    (sender: Somebody, me: Somebody) => Promise<unknown>,
  ][] = [
    ['whom one does not follow', 'for_not_following', async () => {}, async (sender, me) => await follow(t.site, me, sender.accountId)],
    [
      'who do not follow, or not yet three days',
      'for_not_followers',
      async (sender, me) => await follow(t.site, sender, me.accountId),
      async () => t.clock.advance(3 * day + 1),
    ],
    [
      'who are here less than 30 days',
      'for_new_accounts',
      async () => {},
      async (sender) => await change(sender, { createdAt: t.clock.now() - 31 * day }),
    ],
    [
      'whom a moderator has limited',
      'for_limited_accounts',
      async (sender) => await change(sender, { limitedAt: 1 }),
      async (sender) => await change(sender, { limitedAt: null }),
    ],
    [
      'that are bots',
      'for_bots',
      async (sender) => await change(sender, { bot: true }),
      async (sender) => await change(sender, { bot: false }),
    ],
  ]
  for (const [who, name, make, unmake] of classes)
    test(`${name} filters and drops those ${who}, and nobody else`, async () => {
      const { me, api } = await fresh()
      const sender = await newViewer(t.site, 'sender')
      await make(sender, me)
      await settle(t.site)
      await api.post(`${list}/clear`)
      await policy(api, { [name]: 'filter' })
      await mention(sender, me)
      assert.deepEqual([await types(api), await types(api, '?include_filtered=true')], [[], ['mention']])
      assert.equal((await asked(api)).length, 1)
      await policy(api, { [name]: 'drop' })
      await mention(sender, me)
      assert.equal((await types(api, '?include_filtered=true')).length, 1)
      await unmake(sender, me)
      await mention(sender, me)
      assert.deepEqual(await types(api), ['mention'])
    })

  test('lets the letter of a colleague arrive whom one has never met, unless one has chosen otherwise', async () => {
    const { me, api } = await fresh()
    const colleague = await newViewer(t.site, 'colleague')
    await mention(colleague, me, { audience: named })
    assert.deepEqual([await types(api), await asked(api)], [['mention'], []])
    const filtered = await policy(api, { for_private_mentions: 'filter' })
    assert.equal(filtered.json.for_private_mentions, 'filter')
    await mention(colleague, me, { audience: named })
    assert.deepEqual([(await types(api)).length, (await asked(api)).length], [1, 1])
    await policy(api, { for_private_mentions: 'drop' })
    await mention(colleague, me, { audience: named })
    assert.equal((await asked(api))[0]!.notifications_count, '1')
  })

  // SEC:V10
  test('takes a letter of a stranger for one unless the receiver had written to the stranger before', async () => {
    const { me, api } = await fresh()
    const [sender, friend] = [await newViewer(t.site, 'sender'), await newViewer(t.site, 'friend')]
    await policy(api, { for_private_mentions: 'filter' })
    await follow(t.site, me, friend.accountId)
    await mention(friend, me, { audience: named })
    assert.deepEqual(await types(api), ['mention'])
    // A chain of the stranger's own letters, and an answer to what the receiver said to everybody, are no answers to a letter.
    const first = await mention(sender, me, { audience: named })
    await mention(sender, me, { audience: named, replyToId: first })
    await mention(sender, me, { audience: named, replyToId: await post(t.site, me, 'to all') })
    await mention(sender, me, { audience: named, replyToId: await post(t.site, me, `@${sender.username} aloud`) })
    assert.deepEqual(await types(api), ['mention'])
    assert.deepEqual(
      (await asked(api)).map((one) => one.notifications_count),
      ['4'],
    )
    const letter = await post(t.site, me, `@${sender.username} to you`, { audience: named })
    await mention(sender, me, { audience: named, replyToId: letter })
    assert.deepEqual(await types(api), ['mention', 'mention'])
    // What is said aloud is no letter.
    await mention(sender, me)
    assert.equal((await types(api)).length, 3)
  })

  test('makes one request of each sender, with what waits under it and the newest of it', async () => {
    const { me, api } = await fresh()
    const [bob, carol] = [await newViewer(t.site, 'bob'), await newViewer(t.site, 'carol')]
    await policy(api, { for_not_following: 'filter' })
    const [one, two] = [await mention(bob, me), await mention(bob, me)]
    const three = await mention(carol, me)
    const mine = await post(t.site, me, 'to be liked')
    await favourite(t.site, await newViewer(t.site, 'dora'), mine)
    await settle(t.site)
    const found = await asked(api)
    assert.deepEqual(
      found.map((request) => [request.account.id, request.notifications_count, request.last_status?.id]),
      [
        [String(carol.accountId), '1', String(three)],
        [String(bob.accountId), '2', String(two)],
      ],
    )
    assert.deepEqual((await api.get(`${requests}/${found[1]!.id}`)).json, found[1])
    const { summary } = (await api.get('/api/v2/notifications/policy')).json
    assert.deepEqual(summary, { pending_requests_count: 2, pending_notifications_count: 3 })
    // Whoever asks for one sender is shown what waits, and that it waits.
    const under = (await api.get(`${list}?account_id=${bob.accountId}`)).json as { filtered?: boolean }[]
    assert.deepEqual(
      under.map((row) => row.filtered),
      [true, true],
    )
    assert.equal((await api.get(`${list}/unread_count`)).json.count, 0)
    await deleteStatus(t.site, bob, two)
    assert.deepEqual((await asked(api))[1]!.last_status?.id, String(one))
    await deleteStatus(t.site, bob, one)
    assert.equal((await asked(api)).length, 1)
    assert.equal((await api.get(`${requests}/${found[1]!.id}`)).status, 404)
    await mute(t.site, me, carol.accountId)
    assert.deepEqual(await asked(api), [])
  })

  test('an accepted request brings back what waited, and its sender meets no policy again', async () => {
    const { me, api } = await fresh()
    const bob = await newViewer(t.site, 'bob')
    await policy(api, { for_not_following: 'filter', for_new_accounts: 'drop' })
    await policy(api, { for_new_accounts: 'filter' })
    await mention(bob, me)
    await favourite(t.site, bob, await post(t.site, me, 'mine'))
    await settle(t.site)
    const [request] = await asked(api)
    const merged = async () => (await api.get(`${requests}/merged`)).json.merged as boolean
    assert.equal(await merged(), true)
    assert.deepEqual((await api.post(`${requests}/${request!.id}/accept`)).json, {})
    assert.deepEqual([await merged(), await asked(api)], [false, []])
    await settle(t.site)
    assert.equal(await merged(), true)
    assert.deepEqual(await types(api), ['favourite', 'mention'])
    await mention(bob, me)
    assert.deepEqual(await types(api), ['mention', 'favourite', 'mention'])
    assert.equal((await api.post(`${requests}/${request!.id}/accept`)).status, 404)
  })

  test('a dismissed request is gone with what waited; its sender may make another', async () => {
    const { me, api } = await fresh()
    const bob = await newViewer(t.site, 'bob')
    await policy(api, { for_not_following: 'filter' })
    await mention(bob, me)
    const [request] = await asked(api)
    assert.deepEqual((await api.post(`${requests}/${request!.id}/dismiss`)).json, {})
    assert.deepEqual([await asked(api), await types(api, '?include_filtered=true')], [[], []])
    assert.equal((await api.post(`${requests}/${request!.id}/dismiss`)).status, 404)
    await mention(bob, me)
    assert.equal((await asked(api)).length, 1)
    await api.post(`${list}/clear`)
    assert.deepEqual(await asked(api), [])
  })

  test('many are accepted or dismissed at once; those of others stay', async () => {
    const { me, api } = await fresh()
    const other = await fresh()
    const senders = await Promise.all([1, 2, 3, 4].map(async (i) => await newViewer(t.site, `sender${i}`)))
    await Promise.all([policy(api, { for_not_following: 'filter' }), policy(other.api, { for_not_following: 'filter' })])
    for (const sender of senders) await mention(sender, me)
    await mention(senders[0]!, other.me)
    const [foreign] = await asked(other.api)
    const all = (await asked(api)).map((one) => one.id)
    const body = new URLSearchParams([...all.slice(0, 2), foreign!.id, 'x', String(missing)].map((id): [string, string] => ['id[]', id]))
    assert.deepEqual((await api.post(`${requests}/accept`, { body })).json, {})
    assert.deepEqual((await api.post(`${requests}/dismiss`, { body: { id: [all[2], foreign!.id] } })).json, {})
    await settle(t.site)
    assert.deepEqual(
      (await asked(api)).map((one) => one.id),
      all.slice(3),
    )
    assert.equal((await types(api)).length, 2)
    assert.equal((await asked(other.api)).length, 1)
    for (const end of ['', '/accept', '/dismiss']) {
      const answer = end === '' ? await api.get(`${requests}/${foreign!.id}`) : await api.post(`${requests}/${foreign!.id}${end}`)
      assert.equal(answer.status, 404)
    }
  })

  test('requests are walked by their links at a constant cost', async () => {
    const { me, api } = await fresh()
    await policy(api, { for_not_following: 'filter' })
    for (let i = 0; i < 12; i++) await mention(await newViewer(t.site, 'sender'), me)
    const all = (await asked(api)).map((one) => one.id)
    const pages = await walk(api, `${requests}?limit=5`)
    assert.deepEqual(
      pages.map((page) => page.json.length),
      [5, 5, 2],
    )
    assert.deepEqual(
      pages.flatMap((page) => page.json.map((one: Asked) => one.id)),
      all,
    )
    assert.deepEqual(
      (await api.get(neighbours(pages[1]!).prev!)).json.map((one: Asked) => one.id),
      all.slice(0, 5),
    )
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await api.get(`${requests}?limit=${limit}`)).json.length, limit))
      return ran.filter((one) => /notification|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(3)
    assert.equal(await cost(12), await cost(3))
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await fresh()
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
