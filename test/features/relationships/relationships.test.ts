import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { block } from '#features/relationships/block.ts'
import { followCompany } from '#features/relationships/follow-company.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { loadRelationships, relationshipJson } from '#features/relationships/relationships.json.ts'
import {
  blocksBetween,
  followedAmong,
  followedIds,
  followersAmong,
  followsAtLeast,
  mutedAmong,
  waitingRequests,
} from '#features/relationships/relationships.queries.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { heardSince } from '../../heard-since.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newAccount } from '../accounts/new-account.ts'

suite('relationships', () => {
  let t: TestSite
  let count = 0
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  const some = async (n: number) => await Promise.all(Array.from({ length: n }, async () => await newAccount(t.site, `r${count++}_x`)))
  const as = (accountId: number) => ({ accountId })
  const counts = async (id: number) => {
    const { account } = (await loadAccounts(t.site.store.read, [id])).get(id)!
    return { followers: account.followersCount, following: account.followingCount }
  }
  const between = async (a: number, b: number) => relationshipJson(t.site, (await loadRelationships(t.site.store.read, a, [b])).get(b)!)
  const status = (n: number) => (e: unknown) => e instanceof Refusal && e.status === n

  test('a follow counts once on both sides, however often it is repeated', async () => {
    const [a, b] = (await some(2)) as [number, number]
    for (let i = 0; i < 3; i++) await follow(t.site, as(a), b)
    assert.deepEqual(await counts(a), { followers: 0, following: 1 })
    assert.deepEqual(await counts(b), { followers: 1, following: 0 })
    const seen = await between(a, b)
    validate('Relationship', seen)
    assert.deepEqual([seen.following, seen.showing_reblogs, seen.notifying, seen.followed_by], [true, true, false, false])
    assert.equal((await between(b, a)).followed_by, true)
  })

  test('a repeated follow changes only the options it names', async () => {
    const [a, b] = (await some(2)) as [number, number]
    await follow(t.site, as(a), b, { reblogs: false, languages: ['de'] })
    await follow(t.site, as(a), b, { notify: true })
    const seen = await between(a, b)
    validate('Relationship', seen)
    assert.deepEqual([seen.showing_reblogs, seen.notifying, seen.languages], [false, true, ['de']])
    await follow(t.site, as(a), b, { languages: null })
    assert.equal((await between(a, b)).languages, null)
  })

  test('a locked account gets a request, which counts for nobody and can be taken back', async () => {
    const [a] = (await some(1)) as [number]
    const locked = await newAccount(t.site, 'locked_one', { locked: true })
    await follow(t.site, as(a), locked)
    await follow(t.site, as(a), locked, { notify: true })
    const seen = await between(a, locked)
    validate('Relationship', seen)
    assert.deepEqual([seen.following, seen.requested, seen.notifying], [false, true, true])
    assert.equal((await between(locked, a)).requested_by, true)
    assert.equal(await waitingRequests(t.site.store.read, locked, 40), 1)
    assert.deepEqual(await counts(locked), { followers: 0, following: 0 })
    await unfollow(t.site, as(a), locked)
    assert.equal((await between(a, locked)).requested, false)
    assert.deepEqual(await counts(locked), { followers: 0, following: 0 })
  })

  test('nobody follows oneself, across a block, a suspended account or one that is not there', async () => {
    const [a, b, c] = (await some(3)) as [number, number, number]
    await assert.rejects(follow(t.site, as(a), a), status(403))
    await block(t.site, as(b), a)
    await assert.rejects(follow(t.site, as(a), b), status(403))
    await assert.rejects(follow(t.site, as(b), a), status(403))
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, c)))
    await assert.rejects(follow(t.site, as(a), c), status(404))
    await assert.rejects(follow(t.site, as(a), 12345), status(404))
    await assert.rejects(unfollow(t.site, as(a), 12345), status(404))
  })

  // SEC:D11
  test('50 parallel unfollows leave exact counts', async () => {
    const [a, b, c] = (await some(3)) as [number, number, number]
    await follow(t.site, as(a), b)
    await follow(t.site, as(c), b)
    await Promise.all(Array.from({ length: 50 }, async () => await unfollow(t.site, as(a), b)))
    assert.deepEqual(await counts(b), { followers: 1, following: 0 })
    assert.deepEqual(await counts(a), { followers: 0, following: 0 })
  })

  // SEC:D11
  test('parallel follows and unfollows in both directions end with counts that equal the rows', async () => {
    const ids = await some(4)
    const pairs = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [from, to] as const))
    await Promise.all(
      [...pairs, ...pairs, ...pairs].map(async ([from, to], i) => await (i % 3 === 1 ? unfollow : follow)(t.site, as(from), to)),
    )
    for (const id of ids) {
      const others = ids.filter((other) => other !== id)
      const following = (await followedAmong(t.site.store.read, id, others)).size
      const followers = (await followersAmong(t.site.store.read, id, others)).size
      assert.deepEqual(await counts(id), { followers, following })
    }
  })

  test('a block ends follows and requests both ways', async () => {
    const [a, b] = (await some(2)) as [number, number]
    await follow(t.site, as(a), b)
    await follow(t.site, as(b), a)
    await block(t.site, as(a), b)
    await block(t.site, as(a), b)
    assert.deepEqual(
      [await counts(a), await counts(b)],
      [
        { followers: 0, following: 0 },
        { followers: 0, following: 0 },
      ],
    )
    const [mine, theirs] = [await between(a, b), await between(b, a)]
    validate('Relationship[]', [mine, theirs])
    assert.deepEqual([mine.blocking, mine.blocked_by, mine.following], [true, false, false])
    assert.deepEqual([theirs.blocking, theirs.blocked_by], [false, true])
    const all = await blocksBetween(t.site.store.read, b, [a, companyAccountId])
    assert.deepEqual([[...all.blocking], [...all.blockedBy]], [[], [a]])
  })

  test('a mute runs out', async () => {
    const [a, b, c] = (await some(3)) as [number, number, number]
    const until = t.clock.now() + 1000
    await mute(t.site, as(a), b, { until, hideNotifications: false })
    await mute(t.site, as(a), c)
    assert.deepEqual(await mutedAmong(t.site.store.read, a, [b, c], until - 1), new Set([b, c]))
    assert.deepEqual([...(await mutedAmong(t.site.store.read, a, [b, c], until))], [c])
    const seen = await between(a, b)
    validate('Relationship', seen)
    assert.deepEqual([seen.muting, seen.muting_notifications, seen.muting_expires_at], [true, false, new Date(until).toISOString()])
    t.clock.advance(1000)
    assert.deepEqual([(await between(a, b)).muting, (await between(a, b)).muting_expires_at], [false, null])
    assert.equal((await between(a, c)).muting, true)
  })

  test('everybody follows the company account, and it does not count among the five', async () => {
    const [a, ...others] = (await some(6)) as [number, ...number[]]
    await followCompany(t.site, a)
    for (const other of others.slice(0, 4)) await follow(t.site, as(a), other)
    assert.equal(await followsAtLeast(t.site.store.read, a, 5), false)
    await follow(t.site, as(a), others[4]!)
    assert.equal(await followsAtLeast(t.site.store.read, a, 5), true)
    assert.deepEqual(
      await followedIds(t.site.store.read, a),
      [companyAccountId, ...others].sort((x, y) => x - y),
    )
  })

  // SEC:V20
  test('what one account does to another leaves everybody else as they were', async () => {
    const [a, b, c] = (await some(3)) as [number, number, number]
    for (const one of [a, b]) await follow(t.site, as(one), c, { notify: true })
    await follow(t.site, as(a), b)
    await follow(t.site, as(a), c, { notify: false, reblogs: false })
    assert.deepEqual([(await between(b, c)).notifying, (await between(b, c)).showing_reblogs], [true, true])
    await unfollow(t.site, as(a), c)
    await mute(t.site, as(a), c)
    await block(t.site, as(a), b)
    const theirs = await between(b, c)
    assert.deepEqual([theirs.following, theirs.muting, theirs.blocking], [true, false, false])
    assert.deepEqual(
      [await counts(b), await counts(c)],
      [
        { followers: 0, following: 1 },
        { followers: 1, following: 0 },
      ],
    )
  })

  test('each change is an event with both ids', async () => {
    const [a, b] = (await some(2)) as [number, number]
    await t.site.events.catchUp()
    const start = t.site.events.position()
    await follow(t.site, as(a), b)
    await unfollow(t.site, as(a), b)
    await unfollow(t.site, as(a), b)
    const seen = await heardSince(t.site, start)
    const mine = seen.filter((e) => e.name === 'relationship.changed')
    assert.deepEqual(
      mine.map((e) => e.data),
      [
        { accountId: a, targetId: b },
        { accountId: a, targetId: b },
      ],
    )
  })
})
