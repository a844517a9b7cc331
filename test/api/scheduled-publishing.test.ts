import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { startTestWeb, type TestWeb } from '../web.ts'
import { hour, list, minute, one, makePlanner, type Planner } from './scheduling.ts'

suite('POST /api/v1/statuses with scheduled_at', () => {
  let t: TestWeb
  let alice: Planner['alice']
  let api: Planner['api']
  let iso: Planner['iso']
  let send: Planner['send']
  let scheduled: Planner['scheduled']
  let upload: Planner['upload']
  let work: Planner['work']
  let posts: Planner['posts']
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  beforeEach(async () => void ({ alice, api, iso, send, scheduled, upload, work, posts } = await makePlanner(t)))
  after(async () => await t.close())

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
    const headers = { 'Idempotency-Key': `key ${alice.accountId}` }
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
    const headers = { 'Idempotency-Key': `gone ${alice.accountId}` }
    const { id } = (await send(hour, {}, headers)).json
    await api.delete(one(id))
    assert.equal((await send(hour, {}, headers)).status, 404)
    assert.deepEqual((await api.get(list)).json, [])
  })
})
