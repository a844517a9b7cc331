import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { follow } from '#features/relationships/follow.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const missing = idAt(testStart + 86_400_000)

suite('/api/v1/statuses', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody
  /** With exactly the scope that each row asks for. */
  let writer: Api, reader: Api, other: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    await follow(t.site, bob, alice.accountId)
    writer = t.api(await makeToken(t.site, alice, ['write:statuses']))
    reader = t.api(await makeToken(t.site, alice, ['read:statuses']))
    other = t.api(await makeToken(t.site, bob, ['read:statuses', 'write:statuses']))
  })
  after(async () => await t.close())

  const create = async (body: object, headers: Record<string, string> = {}) => await writer.post('/api/v1/statuses', { body, headers })
  const created = async (body: object) => {
    const answer = await create(body)
    assert.equal(answer.status, 200, answer.text)
    return String(answer.json.id)
  }
  const one = (id: string | number) => `/api/v1/statuses/${id}`

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

  test('GET shows a post, and 404 what is not there or not for the viewer', async () => {
    const id = await created({ status: 'to be read' })
    assert.equal((await reader.get(one(id))).json.id, id)
    const hidden = await created({ status: 'for nobody else', visibility: 'direct' })
    for (const path of [
      one(hidden),
      one(missing),
      one('abc'),
      one('99999999999999999999'),
      one(`${hidden}/history`),
      one(`${hidden}/source`),
    ])
      assert.equal((await other.get(path)).status, 404, path)
  })

  test('history is never empty, and whoever sees a post may read its source', async () => {
    const id = await created({ status: '*as typed*' })
    assert.deepEqual(
      (await reader.get(`${one(id)}/history`)).json.map((v: { content: string }) => v.content),
      ['<p>*as typed*</p>'],
    )
    assert.deepEqual((await other.get(`${one(id)}/source`)).json, { id, text: '*as typed*', spoiler_text: '' })
  })

  test('PUT and PATCH change the words and keep the audience; history and source tell', async () => {
    const id = await created({ status: 'first', spoiler_text: 'w', visibility: 'private' })
    t.clock.advance(1000)
    const put = await writer.put(one(id), { body: { status: 'second', visibility: 'public' } })
    assert.equal(put.status, 200, put.text)
    assert.deepEqual([put.json.content, put.json.spoiler_text, put.json.visibility], ['<p>second</p>', '', 'private'])
    assert.ok(put.json.edited_at)
    t.clock.advance(1000)
    assert.equal((await writer.patch(one(id), { body: new URLSearchParams({ status: 'third', sensitive: 'true' }) })).json.sensitive, true)
    const history = await reader.get(`${one(id)}/history`)
    assert.deepEqual(
      history.json.map((v: { content: string }) => v.content),
      ['<p>first</p>', '<p>second</p>', '<p>third</p>'],
    )
    const source = await reader.get(`${one(id)}/source`)
    assert.deepEqual(source.json, { id, text: 'third', spoiler_text: '' })
    assert.equal((await writer.put(one(id), { body: { status: '' } })).status, 422)
    assert.equal((await writer.put(one(id), { body: { status: 'x', media_ids: ['1'] } })).status, 422)
  })

  test('DELETE answers the words for a redraft, and then there is nothing', async () => {
    const id = await created({ status: 'gone #soon' })
    const gone = await writer.delete(one(id))
    assert.equal(gone.status, 200, gone.text)
    assert.deepEqual([gone.json.text, gone.json.content], ['gone #soon', undefined])
    for (const answer of [await reader.get(one(id)), await writer.delete(one(id)), await writer.put(one(id), { body: { status: 'x' } })])
      assert.equal(answer.status, 404)
  })

  // SEC:V5 SEC:V6 SEC:F30
  test('changing, deleting and answering what is not one’s own or not for one is the 404 of what is not there', async () => {
    const open = await created({ status: 'open' })
    const hidden = await created({ status: 'hidden', visibility: 'direct' })
    const answers = [
      await other.put(one(open), { body: { status: 'x' } }),
      await other.put(one(hidden), { body: { status: 'x' } }),
      await other.put(one(missing), { body: { status: 'x' } }),
      await other.delete(one(open)),
      await other.delete(one(hidden)),
      await other.delete(one(missing)),
      await other.post('/api/v1/statuses', { body: { status: 'x', in_reply_to_id: hidden } }),
      await other.post('/api/v1/statuses', { body: { status: 'x', in_reply_to_id: missing } }),
    ]
    assert.equal(new Set(answers.map((a) => `${a.status} ${a.text}`)).size, 1)
    assert.equal(answers[0]?.status, 404)
    assert.equal((await reader.get(one(open))).json.content, '<p>open</p>')
  })

  // SEC:A3 SEC:A13
  test('each row takes its scope and no other', async () => {
    const id = await created({ status: 'scopes' })
    for (const answer of [
      await reader.post('/api/v1/statuses', { body: { status: 'x' } }),
      await reader.put(one(id), { body: { status: 'x' } }),
      await reader.delete(one(id)),
    ])
      assert.equal(answer.status, 403)
    for (const path of [one(id), `${one(id)}/history`, `${one(id)}/source`]) {
      assert.equal((await writer.get(path)).status, 403)
      assert.equal((await t.api().get(path)).status, 401)
    }
    assert.equal((await t.api().post('/api/v1/statuses', { body: { status: 'x' } })).status, 401)
    assert.equal(
      (await t.api(await makeToken(t.site, null, ['read', 'write'])).post('/api/v1/statuses', { body: { status: 'x' } })).status,
      422,
    )
  })
})
