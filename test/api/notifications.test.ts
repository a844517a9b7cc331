import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unblock } from '#features/relationships/unblock.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'

const missing = idAt(testStart + 86_400_000)
const list = '/api/v1/notifications'
type Somebody = Awaited<ReturnType<typeof newViewer>>
type Shown = { id: string; type: string; account: { id: string }; status?: { id: string } }[]
const ids = (shown: Shown) => shown.map((one) => one.id)
const types = (shown: Shown) => shown.map((one) => one.type)

suite('notifications, one by one', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  const app = async (who: Somebody, scopes?: readonly string[]) => (scopes ? t.api(await makeToken(t.site, who, scopes)) : exactly(t, who))

  /** Somebody with a post, whom others have mentioned, followed, liked and passed on, in this order. */
  async function told(): Promise<{ me: Somebody; api: Api; bob: Somebody; carol: Somebody; mine: number }> {
    const [me, bob, carol] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob'), await newViewer(t.site, 'carol')]
    const mine = await post(t.site, me, 'what I say')
    for (const deed of [
      async () => await post(t.site, bob, `@${me.username} hello`),
      async () => await follow(t.site, bob, me.accountId),
      async () => await favourite(t.site, carol, mine),
      async () => await boost(t.site, bob, mine),
    ]) {
      await deed()
      t.clock.advance(1000)
      await settle(t.site)
    }
    return { me, api: await app(me), bob, carol, mine }
  }

  test('name what happened, who did it and the post itself, newest first', async () => {
    const { api, bob, carol, mine } = await told()
    const shown = (await api.get(list)).json as Shown
    assert.deepEqual(types(shown), ['reblog', 'favourite', 'follow', 'mention'])
    assert.deepEqual(
      shown.map((one) => one.account.id),
      [bob, carol, bob, bob].map((who) => String(who.accountId)),
    )
    assert.deepEqual([shown[0]!.status?.id, shown[1]!.status?.id, shown[2]!.status], [String(mine), String(mine), undefined])
  })

  test('are thinned by types, exclude_types and account_id, and the links keep that', async () => {
    const { api, carol } = await told()
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
    const { api } = await told()
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

  test('are shown and dismissed by their id, by nobody but their receiver', async () => {
    const { api, bob } = await told()
    const [first, ...rest] = ids((await api.get(list)).json)
    assert.equal((await api.get(`${list}/${first}`)).json.id, first)
    const others = await app(bob)
    for (const id of [first, missing, 'abc']) {
      assert.equal((await others.get(`${list}/${id}`)).status, 404)
      assert.equal((await others.post(`${list}/${id}/dismiss`)).status, 404)
    }
    const gone = await api.post(`${list}/${first}/dismiss`)
    assert.deepEqual([gone.status, gone.json], [200, {}])
    assert.equal((await api.post(`${list}/${first}/dismiss`)).status, 404)
    assert.deepEqual(ids((await api.get(list)).json), rest)
    // The form before 3.0.
    const next = { body: { id: rest[0] } }
    assert.equal((await others.post(`${list}/dismiss`, next)).status, 404)
    assert.deepEqual((await api.post(`${list}/dismiss`, next)).json, {})
    assert.deepEqual(ids((await api.get(list)).json), rest.slice(1))
  })

  test('are cleared all at once, and nobody else loses any', async () => {
    const { me, api } = await told()
    const other = await told()
    for (const version of ['v1', 'v2']) {
      await post(t.site, other.bob, `@${me.username} again ${version}`)
      await settle(t.site)
      assert.deepEqual((await api.post(`/api/${version}/notifications/clear`)).json, {})
      assert.deepEqual((await api.get(list)).json, [])
    }
    assert.equal((await other.api.get(list)).json.length, 4)
  })

  test('are unread above the marker, up to the limit', async () => {
    const { me, api } = await told()
    const count = async (query = '') => (await api.get(`${list}/unread_count${query}`)).json.count as number
    assert.equal(await count(), 4)
    assert.equal(await count('?limit=3'), 3)
    assert.equal(await count('?types[]=mention'), 1)
    assert.equal(await count('?exclude_types[]=mention'), 3)
    const [, second] = ids((await api.get(list)).json)
    await saveMarkers(t.site, me, [{ timeline: 'notifications', lastReadId: Number(second) }])
    assert.equal(await count(), 1)
  })

  test('of somebody blocked, muted or suspended stay away, and come back when that ends', async () => {
    const { me, api, bob } = await told()
    const seen = async () => types((await api.get(list)).json)
    const unread = async () => (await api.get(`${list}/unread_count`)).json.count as number
    await mute(t.site, me, bob.accountId, { until: t.clock.now() + 60_000 })
    assert.deepEqual([await seen(), await unread()], [['favourite'], 1])
    t.clock.advance(60_001)
    assert.equal((await seen()).length, 4)
    await mute(t.site, me, bob.accountId, { hideNotifications: false })
    assert.equal((await seen()).length, 4)
    await block(t.site, me, bob.accountId)
    assert.deepEqual(await seen(), ['favourite'])
    await unblock(t.site, me, bob.accountId)
    const suspend = async (at: number | null) =>
      await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: at }).where(eq(accounts.id, bob.accountId)))
    await suspend(1)
    assert.deepEqual(await seen(), ['favourite'])
    await suspend(null)
    // The follow ended with the block, and what it told with it.
    await settle(t.site)
    assert.deepEqual(await seen(), ['reblog', 'favourite', 'mention'])
  })

  test('of a mute that spares them are written too', async () => {
    const { me, api, bob } = await told()
    await mute(t.site, me, bob.accountId, { hideNotifications: false })
    await post(t.site, bob, `@${me.username} still here`)
    await settle(t.site)
    assert.equal(types((await api.get(list)).json)[0], 'mention')
    await mute(t.site, me, bob.accountId, { hideNotifications: true })
    assert.deepEqual(types((await api.get(list)).json), ['favourite'])
  })

  test('of a post that is gone are gone', async () => {
    const { me, api, mine } = await told()
    await deleteStatus(t.site, me, mine)
    assert.deepEqual(types((await api.get(list)).json), ['follow', 'mention'])
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { me } = await told()
    const reads = [list, `${list}/1`, `${list}/unread_count`]
    const writes = [`${list}/clear`, `${list}/1/dismiss`]
    const [reader, writer] = [await app(me, ['read:notifications']), await app(me, ['write:notifications'])]
    const wrong = await app(me, ['read:statuses', 'write:statuses', 'follow', 'push'])
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
    const { me, api } = await told()
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
