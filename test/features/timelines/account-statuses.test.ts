import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import { media } from '#features/media/media.schema.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { accountStatusIds, type AccountWish } from '#features/timelines/account-status-ids.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post, unlisted } from '../statuses/world.ts'

suite('an account’s posts', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, fan: Somebody, stranger: Somebody
  const ids: Record<string, number> = {}
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    fan = await newViewer(t.site, 'fan')
    stranger = await newViewer(t.site, 'stranger')
    await follow(t.site, fan, alice.accountId)
    ids['open'] = await post(t.site, alice, 'open #Über')
    ids['quiet'] = await post(t.site, alice, 'quiet', { audience: unlisted })
    ids['followers'] = await post(t.site, alice, 'followers', { audience: followers })
    ids['named'] = await post(t.site, alice, `@${fan.username} named`, { audience: named })
    ids['self'] = await post(t.site, alice, 'to myself', { replyToId: ids['open'] })
    ids['reply'] = await post(t.site, alice, 'to a stranger', { replyToId: await post(t.site, stranger, 'x') })
    ids['picture'] = await post(t.site, alice, 'look')
    await t.site.store.tx(async (db) => {
      const facts = { kind: 'image', name: 'a.png', storageKey: 'k', sha256: '0'.repeat(64), size: 1, mime: 'image/png' } as const
      const whose = { accountId: alice.accountId, statusId: ids['picture']!, capability: randomHex() }
      await db.insert(media).values({ id: t.site.ids.next(), ...whose, ...facts, createdAt: t.clock.now() })
    })
  })
  after(async () => await t.close())

  const names = async (viewer: Somebody, wish: AccountWish = {}) => {
    const list = await accountStatusIds(t.site, viewer, alice.accountId, { limit: 40 }, wish)
    return list.map((id) => Object.keys(ids).find((name) => ids[name] === id))
  }

  test('are those that the viewer may see, newest first', async () => {
    assert.deepEqual(await names(alice), ['picture', 'reply', 'self', 'named', 'followers', 'quiet', 'open'])
    assert.deepEqual(await names(fan), ['picture', 'reply', 'self', 'named', 'followers', 'quiet', 'open'])
    assert.deepEqual(await names(stranger), ['picture', 'reply', 'self', 'quiet', 'open'])
  })

  test('are thinned out by each filter, and an answer to oneself is no reply', async () => {
    assert.deepEqual(await names(alice, { withoutReplies: true }), ['picture', 'self', 'named', 'followers', 'quiet', 'open'])
    assert.deepEqual(await names(alice, { withoutNamed: true, withoutBoosts: true }), [
      'picture',
      'reply',
      'self',
      'followers',
      'quiet',
      'open',
    ])
    assert.deepEqual(await names(alice, { onlyMedia: true }), ['picture'])
    assert.deepEqual(await names(alice, { tagged: 'ÜBER' }), ['open'])
    assert.deepEqual(await names(alice, { tagged: 'nothing' }), [])
    assert.deepEqual(await names(alice, { pinned: true }), [])
  })

  test('stand in no list of who has muted the account or was blocked by it', async () => {
    const [muter, outcast] = [await newViewer(t.site, 'muter'), await newViewer(t.site, 'outcast')]
    await mute(t.site, muter, alice.accountId)
    await block(t.site, alice, outcast.accountId)
    assert.deepEqual([await names(muter), await names(outcast)], [[], []])
  })

  test('of an account that is not there are a 404', async () => {
    await assert.rejects(accountStatusIds(t.site, fan, 4711, { limit: 20 }), (e: unknown) => e instanceof Refusal && e.status === 404)
  })
})
