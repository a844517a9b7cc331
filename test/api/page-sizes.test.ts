import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { areas } from '#processes/areas.ts'
import { blocks, endorsements, follows, mutes } from '#features/relationships/relationships.schema.ts'
import { audienceColumns } from '#features/statuses/audience.ts'
import { bookmarks, favourites } from '#features/statuses/marks.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const people = 81

suite('how much a page holds', () => {
  let t: TestWeb
  let alice: Viewer
  let api: Api
  let post: number
  before(async () => {
    t = await startTestWeb()
    alice = await makePerson(t.site, 'alice')
    api = t.api(await makeToken(t.site, alice))
    const crowd: Viewer[] = []
    for (let i = 0; i < people; i++) crowd.push(await makePerson(t.site, `crowd${i}`))
    const { ids, clock } = t.site
    const createdAt = clock.now()
    const written = (accountId: number, boostOfId: number | null) => {
      const id = ids.next()
      const audience = audienceColumns({ kind: 'everyone', listed: true })
      return { id, accountId, ...audience, text: 'x', content: '<p>x</p>', threadId: id, boostOfId, createdAt }
    }
    await t.site.store.tx(async (db) => {
      const own = written(alice.accountId, null)
      post = own.id
      await db.insert(statuses).values(own)
      for (const { accountId } of crowd) {
        const pair = () => ({ id: ids.next(), accountId: alice.accountId, targetId: accountId, createdAt })
        await db.insert(follows).values(pair())
        await db.insert(follows).values({ ...pair(), accountId, targetId: alice.accountId })
        await db.insert(endorsements).values(pair())
        const theirs = written(accountId, null)
        await db.insert(statuses).values([theirs, written(accountId, post)])
        const mark = () => ({ id: ids.next(), accountId: alice.accountId, statusId: theirs.id, createdAt })
        await db.insert(favourites).values([mark(), { ...mark(), accountId, statusId: post }])
        await db.insert(bookmarks).values(mark())
      }
    })
  })
  after(async () => await t.close())

  const counts = async (path: string, of: Api = api) => {
    const join = path.includes('?') ? '&' : '?'
    const counted = async (query: string) => (await of.get(path + query)).json.length as number
    return [await counted(''), await counted(`${join}limit=500`), await counted(`${join}limit=3`)]
  }

  test('40 accounts unless asked otherwise, 80 at most', async () => {
    const me = `/api/v1/accounts/${alice.accountId}`
    const post_ = `/api/v1/statuses/${post}`
    for (const path of [`${me}/followers`, `${me}/following`, `${me}/endorsements`, `${post_}/favourited_by`, `${post_}/reblogged_by`])
      assert.deepEqual(await counts(path), [40, 80, 3], path)
  })

  test('40 found accounts unless asked otherwise, 80 at most, without links', async () => {
    const path = '/api/v1/accounts/search?q=crowd'
    assert.deepEqual(await counts(path), [40, 80, 3])
    for (const resolve of ['true', 'false']) {
      const answer = await api.get(`${path}&resolve=${resolve}`)
      assert.deepEqual([answer.json.length, answer.headers.get('link')], [40, null])
    }
  })

  test('20 favourites or bookmarks unless asked otherwise, 40 at most', async () => {
    for (const list of ['favourites', 'bookmarks']) assert.deepEqual(await counts(`/api/v1/${list}`), [20, 40, 3], list)
  })

  test('40 blocks or mutes unless asked otherwise, 80 at most', async () => {
    const dora = await makePerson(t.site, 'dora')
    const own = t.api(await makeToken(t.site, dora))
    const others = (await t.site.store.read.select({ id: follows.accountId }).from(follows)).map((row) => row.id)
    const targets = [...new Set(others)].filter((id) => id !== dora.accountId)
    await t.site.store.tx(async (db) => {
      for (const targetId of targets) {
        const pair = () => ({ id: t.site.ids.next(), accountId: dora.accountId, targetId, createdAt: t.clock.now() })
        await db.insert(blocks).values(pair())
        await db.insert(mutes).values({ ...pair(), hideNotifications: true })
      }
    })
    for (const list of ['blocks', 'mutes']) assert.deepEqual(await counts(`/api/v1/${list}`, own), [40, 80, 3], list)
  })
})

test('what Mastodon counts by itself is counted by itself here, row by row', () => {
  const counted = areas.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ method, path, row }) => (row.limit ? [`${method} ${path} ${String(row.limit)}`] : [])),
  )
  const expected = [
    'POST /api/v1/statuses statuses',
    'POST /api/v1/statuses/:id/reblog statuses',
    'DELETE /api/v1/statuses/:id deletes',
    'POST /api/v1/statuses/:id/unreblog deletes',
    'POST /api/v1/media uploads',
    'POST /api/v2/media uploads',
    'POST /api/v1/accounts/:id/follow follows',
    'POST /api/v1/tags/:name/follow follows',
  ]
  assert.deepEqual(counted.filter((one) => / (?:statuses|deletes|uploads|follows)$/.test(one)).toSorted(), expected.toSorted())
})
