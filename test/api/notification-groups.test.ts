import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'

const list = '/api/v2/notifications'
const hour = 3_600_000
type Somebody = Awaited<ReturnType<typeof newViewer>>
interface Group {
  group_key: string
  notifications_count: number
  type: string
  most_recent_notification_id: number
  page_min_id?: string
  page_max_id?: string
  latest_page_notification_at?: string
  sample_account_ids: string[]
  status_id?: string
}

suite('notifications in groups', () => {
  let t: TestWeb
  let crowd: Somebody[]
  before(async () => {
    t = await startTestWeb()
    crowd = await Promise.all(Array.from({ length: 10 }, async (_, i) => await newViewer(t.site, `fan${i}`)))
  })
  after(async () => await t.close())

  const fresh = async () => {
    const me = await newViewer(t.site, 'me')
    return { me, api: exactly(t, me) }
  }
  const groups = async (api: Api, query = '') => (await api.get(`${list}${query}`)).json.notification_groups as Group[]
  const shape = (some: Group[]) => some.map(({ type, notifications_count: count }) => `${type} ${count}`)
  const idOf = (who: Somebody) => String(who.accountId)
  /** One deed after the other, so that their order is known. */
  const each = async (who: readonly Somebody[], deed: (one: Somebody) => Promise<unknown>) => {
    for (const one of who) {
      t.clock.advance(1000)
      await deed(one)
      await settle(t.site)
    }
  }

  test('show likes of one post, boosts of one post and follows together, and all else alone', async () => {
    const { me, api } = await fresh()
    const [one, two] = [await post(t.site, me, 'one'), await post(t.site, me, 'two')]
    await each(crowd, async (who) => await favourite(t.site, who, one))
    await each(crowd.slice(0, 2), async (who) => await favourite(t.site, who, two))
    await each(crowd.slice(0, 2), async (who) => await boost(t.site, who, one))
    await each(crowd.slice(0, 3), async (who) => await follow(t.site, who, me.accountId))
    await each(crowd.slice(0, 2), async (who) => await post(t.site, who, `@${me.username} hello`))
    const answer = (await api.get(list)).json
    const found = answer.notification_groups as Group[]
    assert.deepEqual(shape(found), ['mention 1', 'mention 1', 'follow 3', 'reblog 2', 'favourite 2', 'favourite 10'])
    assert.deepEqual(
      found.slice(2).map((group) => group.status_id),
      [undefined, one, two, one].map((id) => id && String(id)),
    )
    const likes = found[5]!
    assert.match(likes.group_key, new RegExp(`^favourite-${one}-\\d+$`))
    assert.match(found[2]!.group_key, /^follow-\d+$/)
    assert.equal(found[0]!.group_key, `ungrouped-${found[0]!.most_recent_notification_id}`)
    assert.deepEqual(likes.sample_account_ids, crowd.slice(2).reverse().map(idOf))
    // Each account and each post stands in the answer once, and none that a group names is missing.
    const [accounts, statuses] = [answer.accounts, answer.statuses].map((some: { id: string }[]) => some.map((x) => x.id))
    assert.equal(new Set(accounts).size, accounts!.length)
    assert.equal(new Set(statuses).size, statuses!.length)
    for (const group of found) {
      for (const id of group.sample_account_ids) assert.ok(accounts!.includes(id))
      if (group.status_id) assert.ok(statuses!.includes(group.status_id))
    }
  })

  test('stretch over twelve hours and no longer', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked all day')
    for (const who of crowd.slice(0, 4)) {
      await each([who], async (one) => await favourite(t.site, one, mine))
      t.clock.advance(5 * hour)
    }
    assert.deepEqual(shape(await groups(api)), ['favourite 1', 'favourite 3'])
  })

  test('follow grouped_types', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked')
    await each(crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
    await each(crowd.slice(0, 2), async (who) => await follow(t.site, who, me.accountId))
    assert.deepEqual(shape(await groups(api, '?grouped_types[]=follow')), ['follow 2', 'favourite 1', 'favourite 1'])
    assert.ok((await groups(api, '?grouped_types[]=follow')).slice(1).every((group) => group.group_key.startsWith('ungrouped-')))
    assert.equal((await groups(api, '?grouped_types[]=mention')).length, 4)
    const count = async (query = '') => (await api.get(`${list}/unread_count${query}`)).json.count as number
    assert.deepEqual([await count(), await count('?grouped_types[]=follow'), await count('?limit=1')], [2, 3, 1])
    assert.equal(await count('?types[]=follow'), 1)
    const [newest] = await groups(api)
    await saveMarkers(t.site, me, [{ timeline: 'notifications', lastReadId: newest!.most_recent_notification_id - 1 }])
    assert.equal(await count(), 1)
  })

  test('are walked by their links; a page says which part of a group it holds', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked')
    const hello = async (who: Somebody) => await post(t.site, who, `@${me.username} hello`)
    await each(crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
    await each(crowd.slice(0, 3), hello)
    await each(crowd.slice(2, 4), async (who) => await favourite(t.site, who, mine))
    await each(crowd.slice(3, 4), hello)
    assert.deepEqual(shape(await groups(api)), ['mention 1', 'favourite 4', 'mention 1', 'mention 1', 'mention 1'])
    const pages = await walk(api, `${list}?limit=2&types[]=mention&types[]=favourite`)
    const found = pages.map((page) => page.json.notification_groups as Group[])
    assert.deepEqual(found.map(shape), [
      ['mention 1', 'favourite 4'],
      ['favourite 3', 'mention 1'],
      ['mention 1', 'mention 1'],
      ['favourite 2'],
      [],
    ])
    const parts = found.flat().filter((group) => group.type === 'favourite')
    assert.equal(new Set(parts.map((group) => group.group_key)).size, 1)
    for (const part of parts) assert.ok(Number(part.page_min_id) <= Number(part.page_max_id))
    assert.equal(found[0]![1]!.page_max_id, String(found[0]![1]!.most_recent_notification_id))
    // Up again from the second page: the one right above it, each group by its oldest there.
    assert.deepEqual(shape((await api.get(neighbours(pages[1]!).prev!)).json.notification_groups), ['mention 1', 'favourite 4'])
    const newest = found[0]![0]!.most_recent_notification_id
    assert.deepEqual(shape(await groups(api, `?since_id=${newest - 1}`)), ['mention 1'])
  })

  test('give whole accounts, or faces for all but the first of each group', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked')
    await each(crowd.slice(0, 4), async (who) => await favourite(t.site, who, mine))
    const { json } = await api.get(`${list}?expand_accounts=partial_avatars`)
    assert.deepEqual(json.accounts.map((one: { id: string }) => one.id).sort(), [idOf(crowd[3]!), idOf(me)].sort())
    assert.deepEqual(
      json.partial_accounts.map((one: { id: string }) => one.id),
      [2, 1, 0].map((i) => idOf(crowd[i]!)),
    )
    assert.equal('note' in json.partial_accounts[0], false)
    assert.equal('partial_accounts' in (await api.get(`${list}?expand_accounts=full`)).json, false)
    const odd = await api.get(`${list}?expand_accounts=some`)
    assert.equal(odd.status, 400)
    assert.match(odd.json.error, /Invalid value for 'expand_accounts': 'some'/)
  })

  test('are shown, listed and dismissed by their key, by nobody but their receiver', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked')
    await each(crowd.slice(0, 5), async (who) => await favourite(t.site, who, mine))
    await each(crowd.slice(0, 1), async (who) => await post(t.site, who, `@${me.username} hello`))
    const [mention, likes] = (await groups(api)) as [Group, Group]
    for (const group of [mention, likes]) {
      const shown = (await api.get(`${list}/${group.group_key}`)).json.notification_groups as Group[]
      const { page_min_id: _, page_max_id: __, latest_page_notification_at: ___, ...rest } = group
      assert.deepEqual(shown, [rest])
    }
    const pages = await walk(api, `${list}/${likes.group_key}/accounts?limit=2`)
    assert.deepEqual(
      pages.map((page) => page.json.map((one: { id: string }) => one.id)),
      [[4, 3], [2, 1], [0]].map((part) => part.map((i) => idOf(crowd[i]!))),
    )
    assert.deepEqual(
      (await api.get(`${list}/${mention.group_key}/accounts`)).json.map((one: { id: string }) => one.id),
      [idOf(crowd[0]!)],
    )
    const other = (await fresh()).api
    for (const key of [likes.group_key, mention.group_key, 'ungrouped-x', 'follow-1', 'x']) {
      assert.equal((await other.get(`${list}/${key}`)).status, 404)
      assert.deepEqual((await other.get(`${list}/${key}/accounts`)).json, [])
      assert.deepEqual((await other.post(`${list}/${key}/dismiss`)).json, {})
    }
    assert.equal((await groups(api)).length, 2)
    assert.deepEqual((await api.post(`${list}/${likes.group_key}/dismiss`)).json, {})
    assert.deepEqual(shape(await groups(api)), ['mention 1'])
    assert.deepEqual((await api.post(`${list}/${mention.group_key}/dismiss`)).json, {})
    assert.deepEqual(await groups(api), [])
  })

  test('stand under the address of the 4.3 beta too', async () => {
    const { me, api } = await fresh()
    const alpha = '/api/v2_alpha/notifications'
    const mine = await post(t.site, me, 'liked')
    await each(crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
    const { json } = await api.get(alpha)
    assert.deepEqual(json, (await api.get(list)).json)
    assert.deepEqual((await api.get(`${alpha}/unread_count`)).json, { count: 1 })
    const [likes] = json.notification_groups as [Group]
    assert.deepEqual((await api.get(`${alpha}/${likes.group_key}`)).json, (await api.get(`${list}/${likes.group_key}`)).json)
    await follow(t.site, crowd[3]!, me.accountId)
    await settle(t.site)
    assert.deepEqual(
      (await walk(api, `${alpha}?limit=1`)).map((page) => page.json.notification_groups.length),
      (await walk(api, `${list}?limit=1`)).map((page) => page.json.notification_groups.length),
    )
    assert.deepEqual((await api.post(`${alpha}/${likes.group_key}/dismiss`)).json, {})
    assert.deepEqual(shape(await groups(api)), ['follow 1'])
    assert.equal((await t.api(await makeToken(t.site, me, ['read:statuses'])).get(alpha)).status, 403)
  })

  test('count nobody of whom one wants to hear nothing', async () => {
    const { me, api } = await fresh()
    const mine = await post(t.site, me, 'liked')
    await each(crowd.slice(0, 3), async (who) => await favourite(t.site, who, mine))
    await mute(t.site, me, crowd[2]!.accountId)
    const [likes] = await groups(api)
    assert.deepEqual([likes!.notifications_count, likes!.sample_account_ids], [2, [1, 0].map((i) => idOf(crowd[i]!))])
    assert.equal((await api.get(`${list}/${likes!.group_key}/accounts`)).json.length, 2)
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await fresh()
    const api = t.api(await makeToken(t.site, me, ['read:notifications']))
    const writer = t.api(await makeToken(t.site, me, ['write:notifications']))
    const wrong = t.api(await makeToken(t.site, me, ['read:statuses', 'write:statuses', 'follow']))
    const bare = t.api(await makeToken(t.site, null, ['read', 'write']))
    for (const path of [list, `${list}/unread_count`, `${list}/follow-1`, `${list}/follow-1/accounts`]) {
      assert.notEqual((await api.get(path)).status, 403)
      for (const [one, status] of [
        [wrong, 403],
        [writer, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await one.get(path)).status, status, path)
    }
    for (const path of [`${list}/clear`, `${list}/follow-1/dismiss`]) {
      assert.equal((await writer.post(path)).status, 200)
      for (const [one, status] of [
        [wrong, 403],
        [api, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await one.post(path)).status, status, path)
    }
  })

  test('cost as many statements for many as for few', async () => {
    const { me, api } = await fresh()
    for (let i = 0; i < 15; i++) {
      const mine = await post(t.site, me, `number ${i}`)
      for (const who of crowd.slice(0, 3)) await favourite(t.site, who, mine)
      await post(t.site, crowd[i % 10]!, `@${me.username} number ${i}`)
    }
    await settle(t.site)
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await groups(api, `?limit=${limit}`)).length, limit))
      return ran.filter((one) => /notifications|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(4)
    assert.equal(await cost(30), await cost(4))
  })
})
