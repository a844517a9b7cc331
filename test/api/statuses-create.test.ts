import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { makeWriter, type Writer } from './statuses-scene.ts'

suite('/api/v1/statuses', () => {
  let t: TestWeb
  let bob: Writer['bob']
  let writer: Api, other: Api
  let create: Writer['create']
  let created: Writer['created']
  before(async () => {
    t = await startTestWeb()
    ;({ bob, writer, other, create, created } = await makeWriter(t))
  })
  after(async () => await t.close())

  suite('POST', () => {
    test('takes JSON as Android sends it', async () => {
      const body = {
        status: 'Hello',
        media_ids: [],
        in_reply_to_id: null,
        poll: null,
        spoiler_text: '',
        sensitive: false,
        language: 'de',
        visibility: 'private',
      }
      const { status, json } = await create(body)
      assert.equal(status, 200)
      assert.deepEqual([json.content, json.visibility, json.language, json.atrium.audience], ['<p>Hello</p>', 'private', 'de', 'followers'])
      assert.match(json.created_at, /\.\d{3}Z$/)
    })

    test('takes a form as Tusky and the command line send it', async () => {
      const body = new URLSearchParams({
        status: 'A form',
        spoiler_text: 'careful',
        sensitive: 'false',
        visibility: 'unlisted',
        in_reply_to_id: '',
        'atrium[label]': '',
      })
      const { status, json } = await writer.post('/api/v1/statuses', { body })
      assert.equal(status, 200)
      assert.deepEqual([json.spoiler_text, json.sensitive, json.visibility], ['careful', true, 'unlisted'])
    })

    test('keeps a language as pages can name it; what is none counts as not said', async () => {
      const said = async (language: string) => (await writer.post('/api/v1/statuses', { body: { status: 'x', language } })).json.language
      assert.deepEqual([await said('en_US'), await said('zh-tw'), await said('zzzz'), await said('"><b>')], ['en-US', 'zh-TW', 'en', 'en'])
    })

    test('takes our own words for the audience, which go before visibility', async () => {
      for (const [audience, visibility] of [
        ['everyone', 'public'],
        ['followers', 'private'],
        ['named', 'direct'],
      ]) {
        const { json } = await create({ status: `${audience}`, visibility: 'public', local_only: true, atrium: { audience } })
        assert.deepEqual([json.visibility, json.local_only, json.atrium.audience], [visibility, true, audience])
      }
      assert.equal((await create({ status: 'quiet', atrium: { audience: 'everyone', listed: false } })).json.visibility, 'unlisted')
      assert.equal((await create({ status: 'no such group', atrium: { audience: 'group', group_id: '12' } })).status, 404)
    })

    test('is what its author has set for all posts where the app says nothing', async () => {
      const carol = await newViewer(t.site, 'carol')
      const own = t.api(await makeToken(t.site, carol))
      const body = { source: { privacy: 'unlisted', sensitive: true, language: 'fr' } }
      assert.equal((await own.patch('/api/v1/accounts/update_credentials', { body })).status, 200)
      const posted = async (more: object) => {
        const { json } = await own.post('/api/v1/statuses', { body: { status: 'x', ...more } })
        return [json.visibility, json.sensitive, json.language]
      }
      assert.deepEqual(await posted({}), ['unlisted', true, 'fr'])
      assert.deepEqual(await posted({ visibility: 'public', sensitive: false, language: 'de' }), ['public', false, 'de'])
      assert.deepEqual(await posted({ visibility: null, sensitive: null, language: '' }), ['unlisted', true, 'fr'])
      assert.equal(
        (await own.post('/api/v1/statuses', { body: { status: 'x', atrium: { audience: 'everyone' } } })).json.visibility,
        'public',
      )
    })

    test('refuses what it would otherwise drop in silence', async () => {
      for (const extra of [{ media_ids: ['1'] }, { quoted_status_id: '1' }]) {
        const answer = await create({ status: 'with more', ...extra })
        assert.equal(answer.status, 422, answer.text)
        assert.equal(typeof answer.json.error, 'string')
      }
    })

    test('refuses nothing, too much and an unknown visibility with 422', async () => {
      for (const body of [
        {},
        { status: '' },
        { status: ' ' },
        { status: 'x'.repeat(5001) },
        { status: 'x', visibility: 'friends' },
        { status: { a: 1 } },
      ]) {
        const answer = await create(body)
        assert.equal(answer.status, 422, answer.text)
        assert.equal(typeof answer.json.error, 'string')
      }
      assert.equal((await create({ status: 'x'.repeat(5000) })).status, 200)
    })

    test('names those outside the audience of the answered post', async () => {
      const start = await created({ status: `@${bob.username} us two`, visibility: 'direct' })
      const third = await newViewer(t.site, 'third')
      const answer = await other.post('/api/v1/statuses', { body: { status: `@${third.username} look`, in_reply_to_id: start } })
      assert.equal(answer.status, 422)
      assert.deepEqual(
        answer.json.unexpected_accounts.map((a: { acct: string }) => a.acct),
        [third.username],
      )
      const list = await create({ status: `@${bob.username} @${third.username}`, allowed_mentions: [String(bob.accountId)] })
      assert.deepEqual(
        list.json.unexpected_accounts.map((a: { acct: string }) => a.acct),
        [third.username],
      )
    })

    test('answers a repeated Idempotency-Key with the first post, also in parallel', async () => {
      const headers = { 'Idempotency-Key': 'a-key' }
      const answers = await Promise.all(Array.from({ length: 8 }, async (_, i) => await create({ status: `try ${i}` }, headers)))
      assert.deepEqual([...new Set(answers.map((a) => a.status))], [200])
      assert.equal(new Set(answers.map((a) => a.json.id)).size, 1)
      const again = await other.post('/api/v1/statuses', { body: { status: 'mine' }, headers })
      assert.notEqual(again.json.id, answers[0]?.json.id)
    })
  })
})
