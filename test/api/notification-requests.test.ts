import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { mute } from '#features/relationships/mute.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fresh, neighbours, settle, walk } from './notifications.ts'
import { type Asked, asked, list, mention, policy, requests, types } from './notification-requests-scene.ts'

const missing = idAt(testStart + 86_400_000)

suite('the policy of notifications and the requests that it makes', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('makes one request of each sender, with what waits under it and the newest of it', async () => {
    const { me, api } = await fresh(t)
    const [bob, carol] = [await newViewer(t.site, 'bob'), await newViewer(t.site, 'carol')]
    await policy(api, { for_not_following: 'filter' })
    const [one, two] = [await mention(t, bob, me), await mention(t, bob, me)]
    const three = await mention(t, carol, me)
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
    const { me, api } = await fresh(t)
    const bob = await newViewer(t.site, 'bob')
    await policy(api, { for_not_following: 'filter', for_new_accounts: 'drop' })
    await policy(api, { for_new_accounts: 'filter' })
    await mention(t, bob, me)
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
    await mention(t, bob, me)
    assert.deepEqual(await types(api), ['mention', 'favourite', 'mention'])
    assert.equal((await api.post(`${requests}/${request!.id}/accept`)).status, 404)
  })

  test('a dismissed request is gone with what waited; its sender may make another', async () => {
    const { me, api } = await fresh(t)
    const bob = await newViewer(t.site, 'bob')
    await policy(api, { for_not_following: 'filter' })
    await mention(t, bob, me)
    const [request] = await asked(api)
    assert.deepEqual((await api.post(`${requests}/${request!.id}/dismiss`)).json, {})
    assert.deepEqual([await asked(api), await types(api, '?include_filtered=true')], [[], []])
    assert.equal((await api.post(`${requests}/${request!.id}/dismiss`)).status, 404)
    await mention(t, bob, me)
    assert.equal((await asked(api)).length, 1)
    await api.post(`${list}/clear`)
    assert.deepEqual(await asked(api), [])
  })

  test('many are accepted or dismissed at once; those of others stay', async () => {
    const { me, api } = await fresh(t)
    const other = await fresh(t)
    const senders = await Promise.all([1, 2, 3, 4].map(async (i) => await newViewer(t.site, `sender${i}`)))
    await Promise.all([policy(api, { for_not_following: 'filter' }), policy(other.api, { for_not_following: 'filter' })])
    for (const sender of senders) await mention(t, sender, me)
    await mention(t, senders[0]!, other.me)
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
    const { me, api } = await fresh(t)
    await policy(api, { for_not_following: 'filter' })
    for (let i = 0; i < 12; i++) await mention(t, await newViewer(t.site, 'sender'), me)
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
})
