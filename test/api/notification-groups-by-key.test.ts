import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fresh, settle, type Somebody, walk } from './notifications.ts'
import { each, type Group, groups, idOf, list, makeCrowd, shape } from './notification-groups-scene.ts'

suite('notifications in groups', () => {
  let t: TestWeb
  let crowd: Somebody[]
  before(async () => {
    t = await startTestWeb()
    crowd = await makeCrowd(t)
  })
  after(async () => await t.close())

  test('are shown, listed and dismissed by their key, by nobody but their receiver', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked')
    await each(t, crowd.slice(0, 5), async (who) => await favourite(t.site, who, mine))
    await each(t, crowd.slice(0, 1), async (who) => await post(t.site, who, `@${me.username} hello`))
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
    const other = (await fresh(t)).api
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
    const { me, api } = await fresh(t)
    const alpha = '/api/v2_alpha/notifications'
    const mine = await post(t.site, me, 'liked')
    await each(t, crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
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

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await fresh(t)
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
})
