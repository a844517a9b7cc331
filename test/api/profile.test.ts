import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { people } from '#features/people/people.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { assertScopes } from './scopes.ts'

let made = 0

suite('the own profile', () => {
  let t: TestWeb
  let alice: Viewer
  let api: Api
  before(async () => void (t = await startTestWeb()))
  beforeEach(async () => {
    alice = await makePerson(t.site, `alice_p${++made}`)
    api = t.api(await makeToken(t.site, alice, ['read:accounts', 'write:accounts']))
  })
  after(async () => await t.close())

  const path = '/api/v1/accounts/update_credentials'
  const change = async (body: unknown) => await api.patch(path, { body })
  const makeLocal = async () =>
    await t.site.store.tx(async (db) => await db.update(people).set({ source: 'local' }).where(eq(people.id, alice.personId)))

  test('texts and flags are kept, raw in source and rendered outside, and what is not sent stays', async () => {
    const first = (
      await change({ note: 'Tea & https://tea.example\n#tea', locked: true, bot: 'true', discoverable: 'false', indexable: 0 })
    ).json
    assert.match(first.note, /Tea &amp; <a href="https:\/\/tea\.example"/)
    assert.equal(first.source.note, 'Tea & https://tea.example\n#tea')
    assert.deepEqual([first.locked, first.bot, first.discoverable, first.indexable, first.noindex], [true, true, false, false, true])
    const form = new URLSearchParams({ hide_collections: '1', locked: '', note: first.source.note })
    const second = (await change(form)).json
    assert.deepEqual([second.locked, second.hide_collections, second.source.hide_collections], [true, true, true])
    assert.equal((await change({})).json.source.note, first.source.note)
  })

  test('facts come in every form that apps send, without blank ones', async () => {
    const expected = [
      ['Room', '4.12'],
      ['Web', 'https://a.example'],
    ]
    const facts = async (body: unknown) =>
      ((await change(body)).json.source.fields as { name: string; value: string }[]).map((one) => [one.name, one.value])
    const indexed = new URLSearchParams()
    const bracketed = new URLSearchParams()
    const multipart = new FormData()
    for (const [i, [name, value]] of [...expected, ['', '']].entries()) {
      for (const form of [indexed, multipart]) {
        form.append(`fields_attributes[${i}][name]`, name!)
        form.append(`fields_attributes[${i}][value]`, value!)
      }
      bracketed.append('fields_attributes[][name]', name!)
      bracketed.append('fields_attributes[][value]', value!)
    }
    const list = expected.map(([name, value]) => ({ name, value }))
    const bodies = [
      indexed,
      bracketed,
      multipart,
      { fields_attributes: list },
      { fields_attributes: { '0': list[0], '1': list[1], '2': { name: '', value: '' } } },
      { fields_attributes: { a: list[0], b: list[1] } },
    ]
    for (const body of bodies) {
      assert.deepEqual(await facts({ fields_attributes: [] }), [])
      assert.deepEqual(await facts(body), expected, JSON.stringify(body))
    }
    const { json } = await api.get(`/api/v1/accounts/${alice.accountId}`)
    assert.match(json.fields[1].value, /<a href="https:\/\/a\.example"/)
  })

  test('what is too long or nameless is a 422 with details, and nothing of it is kept', async () => {
    await makeLocal()
    const long = 'x'.repeat(600)
    const answer = await change({ display_name: 'y'.repeat(31), note: long, locked: true, avatar_description: 'z'.repeat(1501) })
    assert.equal(answer.status, 422)
    assert.deepEqual(
      Object.keys(answer.json.details).sort((a, b) => (a < b ? -1 : 1)),
      ['avatar_description', 'display_name', 'note'],
    )
    assert.deepEqual(answer.json.details.note, [{ error: 'ERR_TOO_LONG', description: 'Note is too long (maximum is 500 characters)' }])
    for (const fields of [
      [{ name: '', value: 'x' }],
      [{ name: long, value: 'x' }],
      [{ name: 'x', value: long }],
      Array.from({ length: 5 }, () => ({ name: 'x', value: 'y' })),
    ]) {
      const refused = await change({ fields_attributes: fields, locked: true })
      assert.deepEqual([refused.status, Object.keys(refused.json.details)], [422, ['fields']])
    }
    assert.equal((await change({ source: { privacy: 'secret' } })).status, 422)
    assert.equal((await change({ note: `${'x'.repeat(476)} https://a.example/${'long'.repeat(100)}` })).status, 200)
    assert.equal((await change({})).json.locked, false)
  })

  test('a name of the directory is changed there; sent unchanged it passes, and who is not from there names themselves', async () => {
    const refused = await change({ display_name: 'Queen', note: 'x' })
    assert.equal(refused.status, 422)
    assert.match(refused.json.error, /comes from the company directory/)
    assert.equal((await change({})).json.source.note, '')
    assert.equal((await change({ display_name: `alice_p${made}`, note: 'x' })).status, 200)
    await makeLocal()
    assert.equal((await change({ display_name: 'Queen Alice' })).json.display_name, 'Queen Alice')
    assert.equal((await api.get('/api/v1/accounts/search?q=queen')).json.length, 1)
    await change({ display_name: 'Alice' })
    assert.deepEqual((await api.get('/api/v1/accounts/search?q=queen')).json, [])
  })

  test('posting defaults are told by source and by preferences', async () => {
    const before_ = (await api.get('/api/v1/preferences')).json
    assert.deepEqual([before_['posting:default:visibility'], before_['posting:default:language']], ['public', 'en'])
    for (const privacy of ['unlisted', 'private', 'direct', 'public']) {
      const { source } = (await change({ source: { privacy } })).json
      assert.deepEqual([source.privacy, (await api.get('/api/v1/preferences')).json['posting:default:visibility']], [privacy, privacy])
    }
    await change(new URLSearchParams({ 'source[sensitive]': 'true', 'source[language]': 'de' }))
    const told = (await api.get('/api/v1/preferences')).json
    assert.deepEqual([told['posting:default:sensitive'], told['posting:default:language']], [true, 'de'])
    assert.equal((await change({ source: { language: '' } })).json.source.language, 'en')
    assert.equal((await change({})).json.source.sensitive, true)
  })

  test('who opens a locked account lets in everybody who waits', async () => {
    await change({ locked: true })
    const waiting = [await makePerson(t.site, `bob_p${made}`), await makePerson(t.site, `carol_p${made}`)]
    for (const one of waiting) await follow(t.site, one, alice.accountId)
    assert.equal((await change({ bot: true })).json.source.follow_requests_count, 2)
    await drainJobs(t.site, jobs)
    assert.equal((await change({ locked: false })).json.followers_count, 0)
    await drainJobs(t.site, jobs)
    const { json } = await change({})
    assert.deepEqual([json.followers_count, json.source.follow_requests_count], [2, 0])
  })

  test('the Profile of 4.6 says the same and is changed by PATCH and PUT', async () => {
    const blank = (await api.get('/api/v1/profile')).json
    assert.deepEqual([blank.avatar, blank.header_static, blank.featured_tags, blank.show_media], [null, null, [], true])
    const body = { note: 'Hi', show_media: false, show_featured: 'false', fields_attributes: [{ name: 'a', value: 'b' }] }
    const patched = (await api.patch('/api/v1/profile', { body })).json
    assert.deepEqual([patched.note, patched.formatted_note, patched.show_media, patched.show_featured], ['Hi', '<p>Hi</p>', false, false])
    assert.deepEqual(patched.fields, [{ name: 'a', value: 'b', verified_at: null }])
    assert.equal((await api.put('/api/v1/profile', { body: { show_media: 'true' } })).json.show_media, true)
    assert.equal((await api.get(`/api/v1/accounts/${alice.accountId}`)).json.show_featured, false)
    assert.equal((await api.patch('/api/v1/profile', { body: { note: 'x'.repeat(501) } })).status, 422)
  })

  test('a picture that is none is refused, and an address in its place is left alone', async () => {
    const form = new FormData()
    form.append('avatar', new Blob(['no picture'], { type: 'image/png' }), 'a.png')
    assert.equal((await change(form)).status, 422)
    assert.equal((await change({ avatar: 'https://a.example/face.png', header: '' })).status, 200)
  })

  // SEC:V20
  test('nobody else changes with it', async () => {
    const bob = await makePerson(t.site, `bob_o${made}`)
    await change({ note: 'mine', source: { privacy: 'private' }, id: String(bob.accountId), account_id: bob.accountId })
    const { json } = await t.api(await makeToken(t.site, bob, ['read'])).get('/api/v1/accounts/verify_credentials')
    assert.deepEqual([json.source.note, json.source.privacy], ['', 'public'])
  })

  test('each request opens with its scope alone', async () => {
    await assertScopes(t, alice, [
      ['patch', path, 'write:accounts', { body: { note: 'x' } }],
      ['patch', '/api/v1/profile', 'write:accounts', { body: { note: 'x' } }],
      ['put', '/api/v1/profile', 'write:accounts', { body: { note: 'x' } }],
      ['get', '/api/v1/preferences', 'read:accounts'],
    ])
    for (const scope of ['profile', 'read', 'read:accounts'])
      assert.equal((await t.api(await makeToken(t.site, alice, [scope])).get('/api/v1/profile')).status, 200, scope)
    assert.equal((await t.api(await makeToken(t.site, alice, ['write:accounts'])).get('/api/v1/profile')).status, 403)
  })
})
