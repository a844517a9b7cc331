import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import { scheduledStatuses } from '#features/scheduled/scheduled.schema.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { quarters } from '../pictures.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf, walk } from './links.ts'
import { assertScopes } from './scopes.ts'

const missing = idAt(testStart + 86_400_000)
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const list = '/api/v1/scheduled_statuses'
const png = await quarters().png().toBuffer()
const byNumber = (a: number, b: number) => a - b
let people = 0

suite('/api/v1/scheduled_statuses', () => {
  let t: TestWeb
  let alice: Viewer
  let api: Api, other: Api
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  beforeEach(async () => {
    alice = await makePerson(t.site, `alice_${++people}`)
    api = t.api(await makeToken(t.site, alice))
    other = t.api(await makeToken(t.site, await makePerson(t.site, `bob_${people}`)))
  })
  after(async () => await t.close())

  const one = (id: string | number) => `${list}/${id}`
  const iso = (ahead: number) => new Date(t.clock.now() + ahead).toISOString()
  const send = async (ahead: number, more: object = {}, headers: Record<string, string> = {}, by: Api = api): Promise<ApiAnswer> =>
    await by.post('/api/v1/statuses', { body: { status: 'later', scheduled_at: iso(ahead), ...more }, headers })
  const scheduled = async (ahead: number, more: object = {}) => {
    const answer = await send(ahead, more)
    assert.deepEqual([answer.status, answer.json.scheduled_at], [200, iso(ahead)], answer.text)
    return String(answer.json.id)
  }
  const upload = async (by: Api = api) => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(png)], 'x.png', { type: 'image/png' }))
    return (await by.post('/api/v2/media', { body: form })).json as { id: string; url: string }
  }
  const work = async () => void (await drainJobs(t.site, jobs))
  const posts = async (of: Viewer = alice) => (await api.get(`/api/v1/accounts/${of.accountId}/statuses`)).json

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

  suite('POST /api/v1/statuses with scheduled_at', () => {
    test('answers what was asked for, of JSON', async () => {
      const parent = (await api.post('/api/v1/statuses', { body: { status: 'parent', visibility: 'private' } })).json.id
      const said = { in_reply_to_id: parent, spoiler_text: 'w', visibility: 'unlisted', language: 'de', local_only: true }
      const { json } = await send(hour, { ...said, allowed_mentions: [String(alice.accountId)], sensitive: true })
      const { application_id: app, ...params } = json.params
      assert.equal(typeof app, 'number')
      assert.deepEqual(params, {
        text: 'later',
        media_ids: null,
        sensitive: true,
        spoiler_text: 'w',
        visibility: 'unlisted',
        language: 'de',
        in_reply_to_id: Number(parent),
        allowed_mentions: [String(alice.accountId)],
        poll: null,
        quoted_status_id: null,
        quote_approval_policy: 'nobody',
        scheduled_at: null,
        idempotency: null,
        with_rate_limit: false,
        local_only: true,
        atrium: { audience: 'everyone', group_id: null, label: null },
      })
      assert.deepEqual([json.scheduled_at, json.media_attachments, json.atrium], [iso(hour), [], { failed: null }])
      assert.deepEqual((await api.get(one(json.id))).json, json)
    })

    test('takes a form, and a moment in every way that apps write it', async () => {
      const at = Math.floor((t.clock.now() + day) / day) * day + 10 * hour
      const date = new Date(at).toISOString().slice(0, 10)
      for (const moment of [
        `${date}T10:00:00.000Z`,
        `${date}T12:00:00+02:00`,
        `${date} 10:00 UTC`.replace(' UTC', ''),
        `${date}T10:00:00`,
      ]) {
        const body = new URLSearchParams({ status: 'a form', visibility: 'private', scheduled_at: moment })
        const { json, text } = await api.post('/api/v1/statuses', { body })
        assert.equal(json.scheduled_at, new Date(at).toISOString(), `${moment}: ${text}`)
        assert.equal(json.params.visibility, 'private')
      }
      assert.deepEqual(await posts(), [])
    })

    test('settles what the author left to their settings', async () => {
      await api.patch('/api/v1/accounts/update_credentials', {
        body: { source: { privacy: 'private', sensitive: true, language: 'fr' } },
      })
      const { params } = (await send(hour)).json
      assert.deepEqual([params.visibility, params.sensitive, params.language], ['private', true, 'fr'])
    })

    test('refuses a moment in the next five minutes, and takes the fifth', async () => {
      for (const ahead of [1, minute, 5 * minute - 1]) {
        const answer = await send(ahead)
        assert.deepEqual([answer.status, answer.json], [422, { error: 'Validation failed: Scheduled at date must be in the future' }])
      }
      assert.equal((await send(5 * minute)).status, 200)
    })

    test('takes a moment that is past for now, as in Mastodon', async () => {
      for (const ahead of [0, -1, -day]) {
        const { json } = await send(ahead)
        assert.deepEqual([json.content, json.scheduled_at], ['<p>later</p>', undefined])
      }
      assert.equal((await posts()).length, 3)
      assert.deepEqual((await api.get(list)).json, [])
    })

    test('takes an empty moment and null for now', async () => {
      for (const scheduled_at of ['', null])
        assert.equal((await api.post('/api/v1/statuses', { body: { status: 'x', scheduled_at } })).json.content, '<p>x</p>')
    })

    test('refuses what is no moment, and all that it would refuse now', async () => {
      for (const scheduled_at of ['tomorrow', '2030-13-01', '2030-02-31T10:00:00Z', '2030-01-01T25:00:00Z', {}, ['x']]) {
        const answer = await api.post('/api/v1/statuses', { body: { status: 'x', scheduled_at } })
        assert.equal(answer.status, 422, JSON.stringify(scheduled_at))
        assert.match(answer.json.error, /Scheduled at/)
      }
      for (const [wrong, status] of [
        [{ status: '' }, 422],
        [{ status: 'x'.repeat(5001) }, 422],
        [{ media_ids: ['1'] }, 422],
        [{ in_reply_to_id: String(missing) }, 404],
        [{ atrium: { audience: 'group', group_id: '12' } }, 404],
        [{ atrium: { label: '12' } }, 422],
      ] as const)
        assert.equal((await send(hour, wrong)).status, status, JSON.stringify(wrong).slice(0, 80))
      const hidden = (await other.post('/api/v1/statuses', { body: { status: 'hidden', visibility: 'direct' } })).json.id
      assert.equal((await send(hour, { in_reply_to_id: hidden })).text, (await send(hour, { in_reply_to_id: String(missing) })).text)
      assert.deepEqual((await api.get(list)).json, [])
    })

    test('is published once at its time, through the same app, with everything that was asked for', async () => {
      const file = await upload()
      const id = await scheduled(hour, { status: 'now #then', media_ids: [file.id], spoiler_text: 'w', visibility: 'unlisted' })
      t.clock.advance(hour - 1)
      await work()
      assert.deepEqual(await posts(), [])
      t.clock.advance(1)
      await work()
      await work()
      const [post, ...more] = await posts()
      assert.deepEqual(more, [])
      assert.deepEqual(
        [post.spoiler_text, post.visibility, post.application.name, post.tags[0].name, post.created_at],
        ['w', 'unlisted', 'Test', 'then', iso(0)],
      )
      assert.deepEqual([post.media_attachments[0].id, post.media_attachments[0].url], [file.id, file.url])
      assert.notEqual(post.id, id)
      assert.equal((await api.get(one(id))).status, 404)
    })

    test('asks its poll from the moment at which it is published, and refuses a wrong one at once', async () => {
      const poll = { options: ['yes', 'no'], expires_in: 3600, multiple: true, hide_totals: true }
      const { json, text } = await send(hour, { poll })
      assert.deepEqual(json.params.poll, poll, text)
      assert.equal((await send(hour, { poll: { options: ['alone'], expires_in: 3600 } })).status, 422)
      assert.equal((await send(hour, { poll, media_ids: [(await upload()).id] })).status, 422)
      t.clock.advance(hour)
      await work()
      const [post] = await posts()
      assert.deepEqual([post.poll.multiple, post.poll.expires_at, post.poll.expired], [true, iso(hour), false])
      assert.deepEqual(
        post.poll.options.map((option: { title: string }) => option.title),
        poll.options,
      )
      t.clock.advance(hour)
      await work()
      assert.equal((await posts())[0].poll.expired, true)
    })

    test('answers a repeated Idempotency-Key with the first one, also in parallel, and with the post once that is there', async () => {
      const headers = { 'Idempotency-Key': `key ${people}` }
      const answers = await Promise.all(Array.from({ length: 6 }, async (_, i) => await send(10 * minute, { status: `try ${i}` }, headers)))
      assert.deepEqual([...new Set(answers.map((a) => a.status))], [200])
      assert.equal(new Set(answers.map((a) => a.text)).size, 1)
      // Whatever the new body says, also that it is for now.
      const again = await api.post('/api/v1/statuses', { body: { status: 'now' }, headers })
      assert.equal(again.text, answers[0]?.text)
      assert.equal((await api.get(list)).json.length, 1)
      t.clock.advance(10 * minute)
      await work()
      const [post, ...more] = await posts()
      assert.deepEqual(more, [])
      assert.equal((await send(10 * minute, {}, headers)).json.id, post.id)
    })

    test('a key whose post was taken away does not bring it back', async () => {
      const headers = { 'Idempotency-Key': `gone ${people}` }
      const { id } = (await send(hour, {}, headers)).json
      await api.delete(one(id))
      assert.equal((await send(hour, {}, headers)).status, 404)
      assert.deepEqual((await api.get(list)).json, [])
    })
  })

  suite('the limits', () => {
    const fill = async (n: number, dueAt: (i: number) => number) => {
      const wish = { text: 'x', warning: '', sensitive: false, language: 'en', replyToId: null, localOnly: false, labelId: null }
      const audience = { kind: 'everyone', listed: true } as const
      await t.site.store.tx(async (db) => {
        for (let i = 0; i < n; i++) {
          const row = { id: t.site.ids.next(), accountId: alice.accountId, wish: { ...wish, audience }, createdAt: t.clock.now() }
          await db.insert(scheduledStatuses).values({ ...row, dueAt: dueAt(i) })
        }
      })
    }
    const nextDay = () => Math.floor(t.clock.now() / day) * day + day

    test('are 25 for one day, in Mastodon’s words', async () => {
      const from = nextDay()
      await fill(24, (i) => from + i * minute)
      const [a, b] = await Promise.all([send(from - t.clock.now()), send(from + day - 1 - t.clock.now())])
      assert.deepEqual([a.status, b.status].sort(byNumber), [200, 422])
      const refused = a.status === 422 ? a : b
      const error = 'Validation failed: You have exceeded the limit of 25 scheduled posts for today'
      assert.deepEqual(refused.json, { error })
      const id = await scheduled(from + day - t.clock.now())
      assert.deepEqual((await api.put(one(id), { body: { scheduled_at: new Date(from).toISOString() } })).json, { error })
      // What stands there already may be moved within the day.
      const [first] = (await api.get(`${list}?limit=2`)).json.filter((row: { id: string }) => row.id !== id)
      assert.equal((await api.put(one(first.id), { body: { scheduled_at: new Date(from + hour).toISOString() } })).status, 200)
    })

    test('are 300 in all', async () => {
      const from = nextDay()
      await fill(299, (i) => from + i * hour)
      const both = await Promise.all([send(hour), send(2 * hour)])
      assert.deepEqual(both.map((answer) => answer.status).sort(byNumber), [200, 422])
      assert.deepEqual(both.find((answer) => answer.status === 422)!.json, {
        error: 'Validation failed: You have exceeded the limit of 300 scheduled posts',
      })
      const [{ id }] = (await api.get(list)).json
      assert.equal((await api.put(one(id), { body: { scheduled_at: iso(hour) } })).status, 200)
    })
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
      const german = t.api(await makeToken(t.site, await makePerson(t.site, `dieter_${people}`, { locale: 'de' })))
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
