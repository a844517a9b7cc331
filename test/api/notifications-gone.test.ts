import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { block } from '#features/relationships/block.ts'
import { mute } from '#features/relationships/mute.ts'
import { unblock } from '#features/relationships/unblock.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { post } from '../features/statuses/world.ts'
import { exactly } from '../exact.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'
import { ids, list, told, types } from './notifications-scene.ts'

const missing = idAt(testStart + 86_400_000)

suite('notifications, one by one', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('are shown and dismissed by their id, by nobody but their receiver', async () => {
    const { api, bob } = await told(t)
    const [first, ...rest] = ids((await api.get(list)).json)
    assert.equal((await api.get(`${list}/${first}`)).json.id, first)
    const others = exactly(t, bob)
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
    const { me, api } = await told(t)
    const other = await told(t)
    for (const version of ['v1', 'v2']) {
      await post(t.site, other.bob, `@${me.username} again ${version}`)
      await settle(t.site)
      assert.deepEqual((await api.post(`/api/${version}/notifications/clear`)).json, {})
      assert.deepEqual((await api.get(list)).json, [])
    }
    assert.equal((await other.api.get(list)).json.length, 4)
  })

  test('of somebody blocked, muted or suspended stay away, and come back when that ends', async () => {
    const { me, api, bob } = await told(t)
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
    const { me, api, bob } = await told(t)
    await mute(t.site, me, bob.accountId, { hideNotifications: false })
    await post(t.site, bob, `@${me.username} still here`)
    await settle(t.site)
    assert.equal(types((await api.get(list)).json)[0], 'mention')
    await mute(t.site, me, bob.accountId, { hideNotifications: true })
    assert.deepEqual(types((await api.get(list)).json), ['favourite'])
  })

  test('of a post that is gone are gone', async () => {
    const { me, api, mine } = await told(t)
    await deleteStatus(t.site, me, mine)
    assert.deepEqual(types((await api.get(list)).json), ['follow', 'mention'])
  })
})
