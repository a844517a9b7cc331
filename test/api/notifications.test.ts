import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'
import { ids, list, type Shown, told, types } from './notifications-scene.ts'

suite('notifications, one by one', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('name what happened, who did it and the post itself, newest first', async () => {
    const { api, bob, carol, mine } = await told(t)
    const shown = (await api.get(list)).json as Shown
    assert.deepEqual(types(shown), ['reblog', 'favourite', 'follow', 'mention'])
    assert.deepEqual(
      shown.map((one) => one.account.id),
      [bob, carol, bob, bob].map((who) => String(who.accountId)),
    )
    assert.deepEqual([shown[0]!.status?.id, shown[1]!.status?.id, shown[2]!.status], [String(mine), String(mine), undefined])
  })

  test('are thinned by types, exclude_types and account_id, and the links keep that', async () => {
    const { api, carol } = await told(t)
    const get = async (query: string) => types((await api.get(`${list}?${query}`)).json)
    assert.deepEqual(await get('types[]=mention&types[]=follow'), ['follow', 'mention'])
    assert.deepEqual(await get('exclude_types[]=mention&exclude_types[]=reblog'), ['favourite', 'follow'])
    assert.deepEqual(await get('types[]=mention&exclude_types[]=mention'), [])
    assert.deepEqual(await get('types[]=admin.report'), [])
    assert.deepEqual(await get(`account_id=${carol.accountId}`), ['favourite'])
    assert.deepEqual(await get('account_id=nobody'), [])
    assert.deepEqual(await get('supported_types[]=mention'), ['reblog', 'favourite', 'follow', 'mention'])
    const answer = await api.get(`${list}?types[]=mention&types[]=follow&limit=1`)
    assert.deepEqual(types((await api.get(neighbours(answer).next!)).json), ['mention'])
  })

  test('are walked down and up by their links', async () => {
    const { api } = await told(t)
    const all = ids((await api.get(list)).json)
    const pages = await walk(api, `${list}?limit=2`)
    assert.deepEqual(
      pages.flatMap((page) => ids(page.json)),
      all,
    )
    assert.deepEqual(ids((await api.get(neighbours(pages[1]!).prev!)).json), all.slice(0, 2))
    assert.deepEqual(ids((await api.get(`${list}?since_id=${all[2]}&limit=1`)).json), all.slice(0, 1))
    assert.deepEqual(ids((await api.get(`${list}?min_id=${all[3]}&limit=1`)).json), all.slice(2, 3))
    assert.deepEqual(ids((await api.get(`${list}?max_id=${all[2]}`)).json), all.slice(3))
    assert.equal(neighbours(await api.get(`${list}?since_id=${all[0]}`)).next, undefined)
  })

  test('are unread above the marker, up to the limit', async () => {
    const { me, api } = await told(t)
    const count = async (query = '') => (await api.get(`${list}/unread_count${query}`)).json.count as number
    assert.equal(await count(), 4)
    assert.equal(await count('?limit=3'), 3)
    assert.equal(await count('?types[]=mention'), 1)
    assert.equal(await count('?exclude_types[]=mention'), 3)
    const [, second] = ids((await api.get(list)).json)
    await saveMarkers(t.site, me, [{ timeline: 'notifications', lastReadId: Number(second) }])
    assert.equal(await count(), 1)
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await told(t)
    const reads = [list, `${list}/1`, `${list}/unread_count`]
    const writes = [`${list}/clear`, `${list}/1/dismiss`]
    const [reader, writer] = [
      t.api(await makeToken(t.site, me, ['read:notifications'])),
      t.api(await makeToken(t.site, me, ['write:notifications'])),
    ]
    const wrong = t.api(await makeToken(t.site, me, ['read:statuses', 'write:statuses', 'follow', 'push']))
    const bare = t.api(await makeToken(t.site, null, ['read', 'write']))
    for (const path of reads) {
      assert.notEqual((await reader.get(path)).status, 403)
      for (const [api, status] of [
        [wrong, 403],
        [writer, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await api.get(path)).status, status, path)
    }
    for (const path of writes) {
      assert.notEqual((await writer.post(path)).status, 403)
      for (const [api, status] of [
        [wrong, 403],
        [reader, 403],
        [bare, 422],
        [t.api(), 401],
      ] as const)
        assert.equal((await api.post(path)).status, status, path)
    }
  })

  test('cost as many statements for many as for few', async () => {
    const { me, api } = await told(t)
    for (let i = 0; i < 30; i++) await post(t.site, await newViewer(t.site, 'many'), `@${me.username} number ${i}`)
    await settle(t.site)
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await api.get(`${list}?limit=${limit}`)).json.length, limit))
      return ran.filter((one) => /notifications|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(3)
    assert.equal(await cost(30), await cost(4))
  })
})
