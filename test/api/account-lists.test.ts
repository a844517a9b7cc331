import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { block } from '#features/relationships/block.ts'
import { endorse } from '#features/relationships/endorse.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { assertScopes } from './scopes.ts'
import { assertRowPages } from './walk.ts'
import { id, ids, makeCrowd } from './account-lists-scene.ts'

const missing = idAt(testStart + 86_400_000)

suite('lists of accounts', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer, locked: Viewer
  let crowd: Viewer[]
  let api: Api, bobs: Api
  before(async () => {
    t = await startTestWeb()
    ;({ alice, bob, locked, crowd, api, bobs } = await makeCrowd(t))
  })
  after(async () => await t.close())

  const newest = () => crowd.map(id).toReversed()

  test('followers and following page by the follow, newest first', async () => {
    await assertRowPages(bobs, `/api/v1/accounts/${id(alice)}/followers`, newest())
    await assertRowPages(bobs, `/api/v1/accounts/${id(alice)}/following`, [...newest(), String(companyAccountId)])
  })

  test('each list opens with its scope alone', async () => {
    await assertScopes(t, alice, [
      ['get', `/api/v1/accounts/${id(alice)}/followers`, 'read:accounts'],
      ['get', `/api/v1/accounts/${id(alice)}/following`, 'read:accounts'],
      ['get', `/api/v1/accounts/${id(alice)}/endorsements`, 'read:accounts'],
      ['get', '/api/v1/endorsements', 'read:accounts'],
      ['get', '/api/v1/blocks', 'read:blocks'],
      ['get', '/api/v1/mutes', 'read:mutes'],
      ['get', '/api/v1/follow_requests', 'read:follows'],
      ['get', `/api/v1/accounts?id[]=${id(bob)}`, 'read:accounts'],
      ['get', '/api/v1/accounts/search?q=crowd', 'read:accounts'],
      ['get', `/api/v1/accounts/familiar_followers?id[]=${id(bob)}`, 'read:follows'],
    ])
  })

  test('an account that is not there has no lists', async () => {
    for (const list of ['followers', 'following', 'endorsements'])
      assert.equal((await api.get(`/api/v1/accounts/${missing}/${list}`)).status, 404, list)
  })

  // SEC:V13
  test('who hides the lists shows them to nobody else', async () => {
    const set = async (hideCollections: boolean) =>
      await t.site.store.tx(async (db) => await db.update(accounts).set({ hideCollections }).where(eq(accounts.id, alice.accountId)))
    await set(true)
    for (const list of ['followers', 'following']) {
      assert.deepEqual(await ids(bobs, `/api/v1/accounts/${id(alice)}/${list}`), [])
      assert.ok((await ids(api, `/api/v1/accounts/${id(alice)}/${list}`)).length >= 5)
    }
    assert.equal((await bobs.get(`/api/v1/accounts/${id(alice)}`)).json.hide_collections, true)
    await set(false)
  })

  test('who was blocked sees no list of the blocker, and meets neither blocked nor muted people in others’ lists', async () => {
    const dora = await makePerson(t.site, 'dora_l')
    const doras = t.api(await makeToken(t.site, dora, ['read']))
    const path = `/api/v1/accounts/${id(alice)}/followers`
    await block(t.site, crowd[0]!, dora.accountId)
    await block(t.site, dora, crowd[1]!.accountId)
    await mute(t.site, dora, crowd[2]!.accountId)
    await mute(t.site, dora, crowd[3]!.accountId, { until: t.clock.now() + 1000 })
    assert.deepEqual(await ids(doras, path), [id(crowd[4]!)])
    t.clock.advance(2000)
    assert.deepEqual(await ids(doras, path), [id(crowd[4]!), id(crowd[3]!)])
    await block(t.site, alice, dora.accountId)
    assert.deepEqual(await ids(doras, path), [])
  })

  test('a suspended account stands in no list', async () => {
    const erin = await makePerson(t.site, 'erin_l')
    await follow(t.site, erin, bob.accountId)
    const path = `/api/v1/accounts/${id(bob)}/followers`
    assert.deepEqual(await ids(api, path), [id(erin)])
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, erin.accountId)))
    assert.deepEqual(await ids(api, path), [])
  })

  test('blocks, mutes, requests and endorsements page by their own rows', async () => {
    const gus = await makePerson(t.site, 'gus_l')
    const own = t.api(await makeToken(t.site, gus, ['read']))
    for (const one of crowd) {
      t.clock.advance(1000)
      await mute(t.site, gus, one.accountId)
    }
    await assertRowPages(own, '/api/v1/mutes', newest())
    for (const one of crowd) await follow(t.site, gus, one.accountId)
    for (const one of crowd) {
      t.clock.advance(1000)
      await endorse(t.site, gus, one.accountId)
    }
    await assertRowPages(own, '/api/v1/endorsements', newest())
    await assertRowPages(bobs, `/api/v1/accounts/${id(gus)}/endorsements`, newest())
    const all = await own.get('/api/v1/endorsements?limit=0')
    assert.deepEqual([all.json.length, all.headers.get('link')], [5, null])
    for (const one of crowd) {
      t.clock.advance(1000)
      await block(t.site, gus, one.accountId)
    }
    await assertRowPages(own, '/api/v1/blocks', newest())
    assert.deepEqual(await ids(own, '/api/v1/endorsements'), [])
    await assertRowPages(t.api(await makeToken(t.site, locked, ['read'])), '/api/v1/follow_requests', newest())
  })

  test('a muted account says until when, and not at all once the time is over', async () => {
    const hal = await makePerson(t.site, 'hal_l')
    const own = t.api(await makeToken(t.site, hal, ['read:mutes']))
    await mute(t.site, hal, bob.accountId)
    await mute(t.site, hal, alice.accountId, { until: t.clock.now() + 60_000 })
    const told = (await own.get('/api/v1/mutes')).json as { mute_expires_at: string | null }[]
    assert.deepEqual(
      told.map((one) => one.mute_expires_at),
      [new Date(t.clock.now() + 60_000).toISOString(), null],
    )
    t.clock.advance(60_000)
    assert.deepEqual(await ids(own, '/api/v1/mutes'), [id(bob)])
  })

  test('a batch answers whom it knows, in the order asked, 40 at the most', async () => {
    const asked = [crowd[3]!, bob, crowd[0]!].map(id)
    assert.deepEqual(await ids(api, `/api/v1/accounts?${[...asked, missing, 'x'].map((one) => `id[]=${one}`).join('&')}`), asked)
    assert.deepEqual(await ids(api, `/api/v1/accounts?id=${id(bob)}`), [id(bob)])
    assert.deepEqual(await ids(api, '/api/v1/accounts'), [])
    const many = Array.from({ length: 41 }, (_, i) => `id[]=${i + 1}`).join('&')
    assert.equal((await api.get(`/api/v1/accounts?${many}`)).status, 422)
  })

  test('familiar followers are those whom the viewer follows, and nobody of a hidden list', async () => {
    const { json } = await api.get(`/api/v1/accounts/familiar_followers?id[]=${id(locked)}&id[]=${id(crowd[0]!)}&id[]=${missing}`)
    assert.deepEqual(
      (json as { id: string; accounts: object[] }[]).map((one) => [one.id, one.accounts.length]),
      [
        [id(locked), 0],
        [id(crowd[0]!), 0],
      ],
    )
    await follow(t.site, crowd[1]!, bob.accountId)
    const familiar = async () => (await api.get(`/api/v1/accounts/familiar_followers?id=${id(bob)}`)).json[0].accounts as { id: string }[]
    assert.deepEqual(
      (await familiar()).map((one) => one.id),
      [id(crowd[1]!)],
    )
    await t.site.store.tx(async (db) => await db.update(accounts).set({ hideCollections: true }).where(eq(accounts.id, bob.accountId)))
    assert.deepEqual(await familiar(), [])
    await t.site.store.tx(async (db) => await db.update(accounts).set({ hideCollections: false }).where(eq(accounts.id, bob.accountId)))
  })
})
