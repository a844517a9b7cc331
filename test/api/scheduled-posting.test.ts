import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { scheduledStatuses } from '#features/scheduled/scheduled.schema.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { byNumber, day, hour, list, minute, one, makePlanner, type Planner } from './scheduling.ts'

const missing = idAt(testStart + 86_400_000)

suite('POST /api/v1/statuses with scheduled_at', () => {
  let t: TestWeb
  let alice: Planner['alice']
  let api: Planner['api']
  let other: Planner['other']
  let iso: Planner['iso']
  let send: Planner['send']
  let scheduled: Planner['scheduled']
  let posts: Planner['posts']
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  beforeEach(async () => void ({ alice, api, other, iso, send, scheduled, posts } = await makePlanner(t)))
  after(async () => await t.close())

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
    for (const moment of [`${date}T10:00:00.000Z`, `${date}T12:00:00+02:00`, `${date} 10:00 UTC`.replace(' UTC', ''), `${date}T10:00:00`]) {
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
})
