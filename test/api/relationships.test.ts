import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { block } from '#features/relationships/block.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const missing = idAt(testStart + 86_400_000)

suite('relationships of an account', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer, carol: Viewer
  let writer: Api, reader: Api, bobs: Api
  before(async () => {
    t = await startTestWeb()
    alice = await makePerson(t.site, 'alice_r')
    bob = await makePerson(t.site, 'bob_r')
    carol = await makePerson(t.site, 'carol_r', { locked: true })
    writer = t.api(await makeToken(t.site, alice, ['write:follows']))
    reader = exactly(t, alice)
    bobs = exactly(t, bob)
  })
  after(async () => await t.close())

  const deed = (verb: 'follow' | 'unfollow', id: number) => `/api/v1/accounts/${id}/${verb}`
  const many = async (query: string) => (await reader.get(`/api/v1/accounts/relationships?${query}`)).json as { id: string }[]
  const followers = async (id: number) => (await reader.get(`/api/v1/accounts/${id}`)).json.followers_count as number

  test('follow answers the relationship; a repeated one changes the options', async () => {
    const first = await writer.post(deed('follow', bob.accountId))
    assert.deepEqual([first.status, first.json.following, first.json.showing_reblogs, first.json.notifying], [200, true, true, false])
    const form = new URLSearchParams({ reblogs: 'false', notify: 'true' })
    form.append('languages[]', 'de')
    const second = await writer.post(deed('follow', bob.accountId), { body: form })
    assert.deepEqual([second.json.showing_reblogs, second.json.notifying, second.json.languages], [false, true, ['de']])
    assert.equal(await followers(bob.accountId), 1)
  })

  test('a locked account is asked', async () => {
    const { json } = await writer.post(deed('follow', carol.accountId))
    assert.deepEqual([json.following, json.requested], [false, true])
    assert.equal((await writer.post(deed('unfollow', carol.accountId))).json.requested, false)
  })

  test('unfollow is repeated without harm', async () => {
    await bobs.post(deed('follow', alice.accountId))
    for (let i = 0; i < 3; i++) {
      const { status, json } = await bobs.post(deed('unfollow', alice.accountId))
      assert.deepEqual([status, json.following], [200, false])
    }
    assert.equal(await followers(alice.accountId), 0)
  })

  // SEC:D11
  test('50 parallel unfollows leave an exact count', async () => {
    await bobs.post(deed('follow', alice.accountId))
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await bobs.post(deed('unfollow', alice.accountId))))
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200])
    assert.equal(await followers(alice.accountId), 0)
  })

  test('oneself and across a block is a 403, a missing account a 404', async () => {
    const dora = await makePerson(t.site, 'dora_r')
    await block(t.site, dora, alice.accountId)
    assert.equal((await writer.post(deed('follow', alice.accountId))).status, 403)
    assert.equal((await writer.post(deed('follow', dora.accountId))).status, 403)
    for (const id of [missing, 'abc']) {
      assert.equal((await writer.post(`/api/v1/accounts/${id}/follow`)).status, 404)
      assert.equal((await writer.post(`/api/v1/accounts/${id}/unfollow`)).status, 404)
    }
  })

  test('relationships come for one, for many, and not for what is not there', async () => {
    const id = (of: Viewer) => String(of.accountId)
    assert.deepEqual(
      (await many(`id=${id(bob)}`)).map((one) => one.id),
      [id(bob)],
    )
    assert.deepEqual(
      (await many(`id[]=${id(carol)}&id[]=${id(bob)}&id[]=${missing}&id[]=x`)).map((one) => one.id),
      [id(carol), id(bob)],
    )
    assert.deepEqual(await many(''), [])
  })

  test('a suspended account is left out unless it is asked for', async () => {
    const { accountId } = await makePerson(t.site, 'erin_r')
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, accountId)))
    assert.deepEqual(await many(`id[]=${accountId}`), [])
    assert.equal((await many(`id[]=${accountId}&with_suspended=true`)).length, 1)
  })

  // SEC:A3
  test('the old scope follow opens all three, a wrong one none', async () => {
    const old = t.api(await makeToken(t.site, alice, ['follow']))
    const wrong = t.api(await makeToken(t.site, alice, ['write:statuses', 'read:accounts']))
    const paths = [deed('follow', bob.accountId), deed('unfollow', bob.accountId)]
    for (const path of paths) assert.deepEqual([(await old.post(path)).status, (await wrong.post(path)).status], [200, 403], path)
    const list = `/api/v1/accounts/relationships?id=${bob.accountId}`
    assert.deepEqual([(await old.get(list)).status, (await wrong.get(list)).status], [200, 403])
  })

  test('wrong options are refused and change nothing', async () => {
    const before_ = await followers(bob.accountId)
    const answer = await writer.post(deed('follow', bob.accountId), { body: { reblogs: { deep: true } } })
    assert.ok([400, 422].includes(answer.status), answer.text)
    assert.equal(await followers(bob.accountId), before_)
  })
})
