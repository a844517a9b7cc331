import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf, walk } from './links.ts'
import { byNumber, day, hour, list, minute, one, makePlanner, type Planner } from './scheduling.ts'
import { assertScopes } from './scopes.ts'

const missing = idAt(testStart + 86_400_000)

suite('/api/v1/scheduled_statuses', () => {
  let t: TestWeb
  let alice: Planner['alice']
  let api: Planner['api']
  let other: Planner['other']
  let iso: Planner['iso']
  let send: Planner['send']
  let scheduled: Planner['scheduled']
  let upload: Planner['upload']
  let work: Planner['work']
  let posts: Planner['posts']
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  beforeEach(async () => void ({ alice, api, other, iso, send, scheduled, upload, work, posts } = await makePlanner(t)))
  after(async () => await t.close())

  test('each row opens with its scope alone, and only for a person', async () => {
    // SEC:A2 SEC:A3
    const id = await scheduled(hour)
    const body = { scheduled_at: iso(2 * hour) }
    await assertScopes(t, alice, [
      ['get', list, 'read:statuses'],
      ['get', one(id), 'read:statuses'],
      ['put', one(id), 'write:statuses', { body }],
      ['patch', one(id), 'write:statuses', { body }],
      ['delete', one(id), 'write:statuses'],
      ['post', '/api/v1/statuses', 'write:statuses', { body: { status: 'x', ...body } }],
    ])
  })

  test('the list is walked by its links, the last made first, and is the author’s alone', async () => {
    const made: string[] = []
    for (let i = 0; i < 9; i++) made.unshift(await scheduled(hour + i * minute))
    const { ids, back } = await walk(api, `${list}?limit=4`)
    assert.deepEqual(ids, made)
    assert.match(back ?? '', /min_id=\d+/)
    assert.deepEqual(idsOf((await api.get(back!)).json), made.slice(4, 8))
    assert.deepEqual(idsOf((await api.get(`${list}?max_id=${made[2]}&limit=2`)).json), made.slice(3, 5))
    assert.deepEqual(idsOf((await api.get(`${list}?since_id=${made[4]}&limit=2`)).json), made.slice(0, 2))
    assert.deepEqual(idsOf((await api.get(`${list}?min_id=${made[4]}&limit=2`)).json), made.slice(2, 4))
    const empty = await other.get(list)
    assert.deepEqual([empty.json, linksOf(empty.headers)], [[], {}])
  })

  test('holds 20 unless asked otherwise, 40 at most', async () => {
    for (let i = 0; i < 41; i++) await scheduled(hour + i * hour)
    const counted = async (query: string) => (await api.get(list + query)).json.length
    assert.deepEqual([await counted(''), await counted('?limit=5'), await counted('?limit=500')], [20, 5, 40])
  })

  // SEC:V5 SEC:V13
  test('somebody else’s is the 404 of one that is not there, and nothing changes', async () => {
    const id = await scheduled(hour)
    const body = { scheduled_at: iso(2 * hour) }
    for (const path of [one(id), one(missing), one('abc')]) {
      const answers = [await other.get(path), await other.put(path, { body }), await other.patch(path, { body }), await other.delete(path)]
      for (const answer of answers) assert.deepEqual([answer.status, answer.text], [404, '{"error":"Record not found"}'])
    }
    assert.equal((await api.get(one(id))).json.scheduled_at, iso(hour))
    assert.equal((await other.get(`/api/v1/statuses/${id}`)).status, 404)
    assert.equal((await api.get(`/api/v1/statuses/${id}`)).status, 404)
  })

  suite('PUT and PATCH', () => {
    test('move it, and then it is published at that time and not before', async () => {
      const id = await scheduled(hour)
      assert.equal((await api.put(one(id), { body: { scheduled_at: iso(3 * hour) } })).json.scheduled_at, iso(3 * hour))
      const sooner = await api.patch(one(id), { body: new URLSearchParams({ scheduled_at: iso(2 * hour) }) })
      assert.equal(sooner.json.scheduled_at, iso(2 * hour))
      t.clock.advance(2 * hour - 1)
      await work()
      assert.deepEqual(await posts(), [])
      t.clock.advance(1)
      await work()
      assert.equal((await posts()).length, 1)
    })

    test('refuse a moment that is past or in the next five minutes, and change nothing', async () => {
      const id = await scheduled(hour)
      for (const ahead of [-day, 0, 5 * minute - 1]) {
        const answer = await api.put(one(id), { body: { scheduled_at: iso(ahead) } })
        assert.deepEqual([answer.status, answer.json], [422, { error: 'Validation failed: Scheduled at date must be in the future' }])
      }
      assert.equal((await api.put(one(id), { body: { scheduled_at: 'soon' } })).status, 422)
      assert.equal((await api.put(one(id))).json.scheduled_at, iso(hour))
      assert.equal((await api.get(one(id))).json.scheduled_at, iso(hour))
    })

    test('say so in the person’s language', async () => {
      const german = t.api(await makeToken(t.site, await makePerson(t.site, `dieter_${alice.accountId}`, { locale: 'de' })))
      assert.match((await send(minute, {}, {}, german)).json.error, /mindestens fünf Minuten in der Zukunft/)
    })
  })

  test('DELETE takes it away: it is never published', async () => {
    const id = await scheduled(hour)
    const gone = await api.delete(one(id))
    assert.deepEqual([gone.status, gone.json], [200, {}])
    assert.equal((await api.delete(one(id))).status, 404)
    t.clock.advance(2 * hour)
    await work()
    assert.deepEqual(await posts(), [])
  })

  suite('its pictures', () => {
    test('wait for it alone: not swept, in no other post, not deleted, but described', async () => {
      const [a, b] = [await upload(), await upload()]
      const id = await scheduled(72 * hour, { media_ids: [b.id, a.id] })
      assert.deepEqual(idsOf((await api.get(one(id))).json.media_attachments), [b.id, a.id])
      assert.deepEqual(idsOf((await api.get(list)).json[0].media_attachments), [b.id, a.id])
      t.clock.advance(48 * hour)
      await t.site.store.tx(async (db) => await t.site.jobs.add(db, sweepMedia, {}))
      await work()
      for (const body of [{ media_ids: [a.id] }, { media_ids: [a.id], scheduled_at: iso(hour) }])
        assert.match((await api.post('/api/v1/statuses', { body })).json.error, /already attached to another post/)
      const deleted = await api.delete(`/api/v1/media/${a.id}`)
      assert.deepEqual([deleted.status, deleted.json.error], [422, 'Media attachment is currently used by a status'])
      assert.equal((await api.put(`/api/v1/media/${a.id}`, { body: { description: 'said later' } })).status, 200)
      t.clock.advance(24 * hour)
      await work()
      const files = (await posts())[0].media_attachments
      assert.deepEqual(
        files.map((file: { id: string; description: string | null }) => [file.id, file.description]),
        [
          [b.id, null],
          [a.id, 'said later'],
        ],
      )
      t.clock.advance(48 * hour)
      await t.site.store.tx(async (db) => await t.site.jobs.add(db, sweepMedia, {}))
      await work()
      assert.equal((await posts())[0].media_attachments.length, 2)
    })

    // SEC:M13
    test('are free when it is taken away, at a new address, and swept a day later', async () => {
      const [a, b] = [await upload(), await upload()]
      const id = await scheduled(72 * hour, { media_ids: [a.id, b.id] })
      t.clock.advance(48 * hour)
      await api.delete(one(id))
      const { url } = (await api.get(`/api/v1/media/${a.id}`)).json
      assert.notEqual(url, a.url)
      assert.equal((await fetch(a.url)).status, 404)
      assert.equal((await send(hour, { media_ids: [a.id] })).status, 200)
      t.clock.advance(24 * hour)
      await t.site.store.tx(async (db) => await t.site.jobs.add(db, sweepMedia, {}))
      await work()
      assert.equal((await api.get(`/api/v1/media/${b.id}`)).status, 404)
      assert.equal((await posts())[0].media_attachments[0].id, a.id)
    })

    test('are not given to two posts for later at once, and not somebody else’s', async () => {
      const file = await upload()
      const both = await Promise.all([send(hour, { media_ids: [file.id] }), send(hour, { media_ids: [file.id] })])
      assert.deepEqual(both.map((answer) => answer.status).sort(byNumber), [200, 422])
      assert.equal((await send(hour, { media_ids: [(await upload(other)).id] })).status, 422)
      const many = []
      for (let i = 0; i < 5; i++) many.push((await upload()).id)
      assert.equal((await send(hour, { media_ids: many })).json.error, 'Cannot attach more than 4 files')
    })
  })
})
