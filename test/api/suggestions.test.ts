import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { followCompany } from '#features/relationships/follow-company.ts'
import { mute } from '#features/relationships/mute.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'

type Suggested = { source: string; sources: string[]; account: { id: string } }

suite('suggestions', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let me: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    me = await newViewer(t.site, 'me')
    await follow(t.site, me, (await newViewer(t.site, 'filler')).accountId)
    await t.site.store.tx(async () => await followCompany(t.site, me.accountId))
    app = exactly(t, me)
  })
  after(async () => await t.close())

  const place = async (who: Somebody, columns: Partial<typeof people.$inferInsert>) =>
    await t.site.store.tx(async (db) => await db.update(people).set(columns).where(eq(people.id, who.personId)))
  const mark = async (who: Somebody, columns: Partial<typeof accounts.$inferInsert>) =>
    await t.site.store.tx(async (db) => await db.update(accounts).set(columns).where(eq(accounts.id, who.accountId)))
  const suggested = async (more = ''): Promise<Suggested[]> => (await app.get(`/api/v2/suggestions${more}`)).json
  const ids = async (more = '') => (await suggested(more)).map((one) => one.account.id)
  const id = (who: Somebody) => String(who.accountId)
  const some = async (count: number, name: string) =>
    await Promise.all(Array.from({ length: count }, async (_, i) => await newViewer(t.site, `${name}${i}`)))

  test('are colleagues first, then friends of friends, then who is followed most, each with all its sources', async () => {
    const [friend, other, near, boss, staff, team, known, famous] = (await some(8, 'somebody')) as [
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
    ]
    await place(me, { department: 'Sales', manager: 'boss@example.org', email: 'me@example.org' })
    await place(near, { department: 'Sales' })
    await place(boss, { email: 'boss@example.org', department: 'Board' })
    await place(staff, { manager: 'me@example.org' })
    await place(team, { manager: 'boss@example.org', department: 'Sales' })
    for (const one of [friend, other]) await follow(t.site, me, one.accountId)
    for (const one of [friend, other]) await follow(t.site, one, known.accountId)
    await follow(t.site, friend, near.accountId)
    for (const fan of await some(3, 'fan')) await follow(t.site, fan, famous.accountId)
    const found = await suggested()
    assert.deepEqual(new Set(found.slice(0, 3).map((one) => one.account.id)), new Set([boss, staff, team].map(id)))
    const of = (who: Somebody) => found.find((one) => one.account.id === id(who))
    assert.equal(found[3]?.account.id, id(near))
    assert.deepEqual([of(near)?.source, of(near)?.sources], ['staff', ['featured', 'friends_of_friends', 'most_followed']])
    assert.equal(found[4]?.account.id, id(known))
    assert.deepEqual([of(known)?.source, of(known)?.sources], ['past_interactions', ['friends_of_friends', 'most_followed']])
    assert.equal(found[5]?.account.id, id(famous))
    assert.deepEqual([of(famous)?.source, of(famous)?.sources], ['global', ['most_followed']])
    await mark(friend, { hideCollections: true })
    await mark(other, { hideCollections: true })
    assert.deepEqual((await suggested()).find((one) => one.account.id === id(known))?.sources, ['most_followed'])
  })

  test('are nobody whom one knows, avoids or has dismissed, nobody who is gone or hides, and no service', async () => {
    const who = await some(11, 'candidate')
    const [followed, locked, blocked, blocker, muted, suspended, limited, hiding, left, dismissed, plain] = who as [
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
      Somebody,
    ]
    for (const one of who) await place(one, { department: 'Sales' })
    const before = new Set(await ids('?limit=80'))
    assert.ok(who.every((one) => before.has(id(one))))
    await follow(t.site, me, followed.accountId)
    await mark(locked, { locked: true })
    await follow(t.site, me, locked.accountId)
    await block(t.site, me, blocked.accountId)
    await block(t.site, blocker, me.accountId)
    await mute(t.site, me, muted.accountId)
    await mark(suspended, { suspendedAt: 1 })
    await mark(limited, { limitedAt: 1 })
    await mark(hiding, { discoverable: false })
    await place(left, { state: 'deactivated' })
    for (let i = 0; i < 2; i++) assert.deepEqual((await app.delete(`/api/v1/suggestions/${dismissed.accountId}`)).json, {})
    assert.deepEqual((await app.delete('/api/v1/suggestions/1')).json, {})
    const found = await ids('?limit=80')
    assert.deepEqual(
      who.map((one) => found.includes(id(one))),
      who.map((one) => one === plain),
    )
    assert.ok(!found.includes(id(me)))
    assert.ok(!found.includes(String(companyAccountId)))
  })

  test('page by offset, and version 1 answers the accounts alone', async () => {
    const all = await ids('?limit=80')
    assert.ok(all.length > 6 && new Set(all).size === all.length)
    assert.deepEqual([...(await ids('?limit=3')), ...(await ids('?limit=3&offset=3'))], all.slice(0, 6))
    assert.deepEqual(await ids('?offset=9999999'), [])
    assert.deepEqual(await ids('?limit=0'), [])
    const old = await app.get('/api/v1/suggestions?limit=80')
    assert.deepEqual([idsOf(old.json), old.headers.get('deprecation')], [all, '@1637884800'])
    assert.deepEqual(idsOf((await app.get('/api/v1/suggestions?limit=2&offset=1')).json), all.slice(1, 3))
  })

  test('the directory lists whoever wants to be found, by the last post or the newest', async () => {
    const [early, late, hidden] = (await some(3, 'listed')) as [Somebody, Somebody, Somebody]
    await mark(hidden, { discoverable: false })
    t.clock.advance(1000)
    await post(t.site, late, 'first')
    t.clock.advance(1000)
    await post(t.site, early, 'second')
    const list = async (more = '') => idsOf((await app.get(`/api/v1/directory${more}`)).json)
    assert.deepEqual((await list()).slice(0, 2), [id(early), id(late)])
    assert.deepEqual(await list('?order=active&local=true'), await list())
    const newest = await list('?order=new&limit=80')
    assert.deepEqual(
      newest,
      newest.toSorted((a, b) => Number(b) - Number(a)),
    )
    assert.ok(newest.includes(id(me)) && !newest.includes(id(hidden)))
    assert.deepEqual(await list('?order=new&limit=2&offset=1'), newest.slice(1, 3))
    await block(t.site, early, me.accountId)
    await mute(t.site, me, late.accountId)
    assert.ok(!(await list('?limit=80')).some((one) => [id(early), id(late)].includes(one)))
  })

  // SEC:A3
  test('take the right scope and a person', async () => {
    const wrong = t.api(await makeToken(t.site, me, ['read:follows', 'write:follows']))
    for (const path of ['/api/v1/suggestions', '/api/v2/suggestions', '/api/v1/directory']) {
      assert.equal((await wrong.get(path)).status, 403, path)
      assert.equal((await t.api().get(path)).status, 401, path)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422, path)
    }
    for (const scopes of [['read:accounts'], ['write:follows']])
      assert.equal((await t.api(await makeToken(t.site, me, scopes)).delete('/api/v1/suggestions/1')).status, 403)
  })
})
