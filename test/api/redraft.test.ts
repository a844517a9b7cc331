import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { createHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import { mediaByIds } from '#features/media/media.queries.ts'
import { boost } from '#features/statuses/boost.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import type { Api, ApiRequest } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { quarters } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'

const hour = 3_600_000
const png = await quarters().png().toBuffer()
let people = 0

suite('delete and redraft', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer
  let api: Api, other: Api
  before(async () => void (t = await startTestWeb({ config: { limits: { enabled: false } } })))
  beforeEach(async () => {
    alice = await makePerson(t.site, `alice_${++people}`)
    bob = await makePerson(t.site, `bob_${people}`)
    api = t.api(await makeToken(t.site, alice, ['read', 'write:statuses', 'write:media']))
    other = t.api(await makeToken(t.site, bob))
  })
  after(async () => await t.close())

  const upload = async (by: Api = api) => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(png)], 'x.png', { type: 'image/png' }))
    form.set('description', 'four fields')
    return (await by.post('/api/v2/media', { body: form })).json as { id: string; url: string; preview_url: string }
  }
  const post = async (body: object) => {
    const answer = await api.post('/api/v1/statuses', { body })
    assert.equal(answer.status, 200, answer.text)
    return answer.json
  }
  const remove = async (id: string, o?: ApiRequest, query = '') => await api.delete(`/api/v1/statuses/${id}${query}`, o)
  const stands = async (address: string) => (await fetch(address)).status === 200
  const sweep = async () => {
    await t.site.store.tx(async (db) => {
      await t.site.jobs.add(db, sweepMedia, {})
      await t.site.jobs.add(db, removeLoose, {})
    })
    await drainJobs(t.site, jobs)
  }

  test('answers all that an app needs to offer the post again', async () => {
    const parent = (await post({ status: 'parent', visibility: 'unlisted' })).id
    const file = await upload()
    const words = { status: `Hi @bob_${people} & #more <b>`, spoiler_text: 'w', visibility: 'unlisted', language: 'de', sensitive: true }
    const { id } = await post({ ...words, in_reply_to_id: parent, media_ids: [file.id] })
    const { json } = await remove(id)
    assert.equal('content' in json, false)
    assert.deepEqual(
      [json.id, json.text, json.spoiler_text, json.visibility, json.language, json.sensitive, json.in_reply_to_id],
      [id, words.status, 'w', 'unlisted', 'de', true, parent],
    )
    const [left] = json.media_attachments
    assert.deepEqual([left.id, left.description, left.type], [file.id, 'four fields', 'image'])
    // SEC:M13
    assert.deepEqual([await stands(file.url), await stands(file.preview_url)], [false, false])
    assert.deepEqual([await stands(left.url), await stands(left.preview_url)], [true, true])
    assert.deepEqual((await api.get(`/api/v1/media/${file.id}`)).json, left)
    const { content: _, ...again } = await post({ ...words, in_reply_to_id: parent, media_ids: [file.id] })
    assert.deepEqual([again.media_attachments, again.mentions, again.tags], [json.media_attachments, json.mentions, json.tags])
  })

  test('keeps the pictures for their author alone, for a day', async () => {
    const [kept, used] = [await upload(), await upload()]
    const { id } = await post({ status: 'x', media_ids: [kept.id, used.id] })
    t.clock.advance(100 * hour)
    await remove(id)
    assert.equal((await other.post('/api/v1/statuses', { body: { status: 'x', media_ids: [kept.id] } })).status, 422)
    assert.equal((await other.get(`/api/v1/media/${kept.id}`)).status, 404)
    t.clock.advance(24 * hour - 1)
    await sweep()
    await post({ status: 'again', media_ids: [used.id] })
    t.clock.advance(1)
    await sweep()
    assert.equal((await api.post('/api/v1/statuses', { body: { status: 'x', media_ids: [kept.id] } })).status, 422)
    assert.deepEqual(await mediaByIds(t.site.store.read, [Number(kept.id)]), [])
  })

  test('takes the pictures along with delete_media, in the query, as JSON and as a form, and not when it says no', async () => {
    const ways: [string, string, ApiRequest | undefined, boolean][] = [
      ['query', '?delete_media=true', undefined, true],
      ['query, as Rails reads it', '?delete_media=1', undefined, true],
      ['JSON', '', { body: { delete_media: true } }, true],
      ['form', '', { body: new URLSearchParams({ delete_media: 'true' }) }, true],
      ['no', '?delete_media=false', undefined, false],
      ['JSON no', '', { body: { delete_media: false } }, false],
    ]
    for (const [name, query, o, gone] of ways) {
      const file = await upload()
      const { id } = await post({ status: 'x', media_ids: [file.id] })
      const { json } = await remove(id, o, query)
      assert.deepEqual(idsOf(json.media_attachments), gone ? [] : [file.id], name)
      assert.equal((await api.get(`/api/v1/media/${file.id}`)).status, gone ? 404 : 200, name)
      assert.equal(json.text, 'x')
    }
  })

  test('under a hold keeps a sealed copy and the bytes, though nobody sees either', async () => {
    const file = await upload()
    const { id } = await post({ status: 'evidence', media_ids: [file.id] })
    await createHold(t.site, { kind: 'hold', subject: 'account', subjectId: alice.accountId, reason: 'a case', who: null })
    const [row] = await mediaByIds(t.site.store.read, [Number(file.id)])
    await remove(id, undefined, '?delete_media=true')
    t.clock.advance(48 * hour)
    await sweep()
    assert.ok(await copyOf(t.site.store.read, 'status', Number(id)))
    assert.ok(await copyOf(t.site.store.read, 'media', Number(file.id)))
    assert.ok(await t.site.storage.stat(row!.storageKey))
    assert.deepEqual([await stands(file.url), (await api.get(`/api/v1/media/${file.id}`)).status], [false, 404])
  })

  test('of one’s own boost ends the boost and nothing else', async () => {
    const { id } = (await other.post('/api/v1/statuses', { body: { status: 'theirs' } })).json
    const own = String(await boost(t.site, alice, Number(id)))
    const { status, json } = await remove(own)
    assert.deepEqual([status, json.id, json.reblog.id], [200, own, id])
    assert.equal((await api.get(`/api/v1/statuses/${own}`)).status, 404)
    assert.equal((await api.get(`/api/v1/statuses/${id}`)).json.reblogs_count, 0)
  })
})
