import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { at, fetched, type Uploader, missing, makeUploader, sources } from './media-scene.ts'

suite('media', () => {
  let t: TestWeb
  let api: Api, writer: Api, reader: Api, other: Api
  let upload: Uploader['upload']
  let uploaded: Uploader['uploaded']
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    ;({ api, writer, reader, other, upload, uploaded } = await makeUploader(t))
  })
  after(async () => await t.close())

  suite('on posts', () => {
    const post = async (body: object) => await writer.post('/api/v1/statuses', { body })
    const edit = async (id: string, body: object) => await writer.put(`/api/v1/statuses/${id}`, { body })

    test('hang in the order of the request, also without a word', async () => {
      const [one, two] = [await uploaded(sources.png, { description: 'one' }), await uploaded(sources.gif, { description: 'two' })]
      const { status, json, text } = await post({ status: '', media_ids: [two.id, one.id] })
      assert.equal(status, 200, text)
      assert.deepEqual(
        json.media_attachments.map((file: { description: string }) => file.description),
        ['two', 'one'],
      )
      assert.equal(json.media_attachments[1].url, one.url)
      const form = new URLSearchParams([
        ['status', 'as a form'],
        ['media_ids[]', (await uploaded()).id],
      ])
      assert.equal((await writer.post('/api/v1/statuses', { body: form })).json.media_attachments.length, 1)
    })

    test('a repeated request hangs them once', async () => {
      const { id } = await uploaded()
      const send = async () =>
        await writer.post('/api/v1/statuses', { body: { status: 'x', media_ids: [id] }, headers: { 'idempotency-key': 'same' } })
      const [first, second] = [await send(), await send()]
      assert.deepEqual([first.status, second.status, second.json.id], [200, 200, first.json.id])
    })

    test('are refused when there are too many, or one is not free, not one’s own or not there', async () => {
      const ids = []
      for (let i = 0; i < 5; i++) ids.push((await uploaded()).id)
      const many = await post({ status: 'x', media_ids: ids })
      assert.deepEqual([many.status, many.json.error], [422, 'Cannot attach more than 4 files'])
      const foreign = (await upload(sources.png, {}, other)).json.id
      assert.equal((await post({ status: 'x', media_ids: [ids[0]] })).status, 200)
      for (const wrong of [ids[0], foreign, String(missing), 'x']) {
        const answer = await post({ status: 'x', media_ids: [ids[1], wrong] })
        assert.equal(answer.status, 422, answer.text)
        assert.match(answer.json.error, /^Media \d+ not found or already attached to another post$/)
      }
      assert.equal((await api.get(at(ids[1]))).status, 200)
    })

    test('of two posts at once one gets the picture', async () => {
      const { id } = await uploaded()
      const both = await Promise.all([post({ status: 'a', media_ids: [id] }), post({ status: 'b', media_ids: [id] })])
      assert.deepEqual(
        both.map((answer) => answer.status).sort((a, b) => a - b),
        [200, 422],
      )
    })

    test('an edit changes them, their order and what is said of them, and the history tells it', async () => {
      const [one, two, three] = [await uploaded(sources.png, { description: 'one' }), await uploaded(), await uploaded()]
      const { id } = (await post({ status: 'pictures', media_ids: [one.id, two.id] })).json
      const changes = { media_ids: [three.id, one.id], media_attributes: [{ id: one.id, description: 'said anew', focus: '0,1' }] }
      const { json, text } = await edit(id, { status: 'pictures', ...changes })
      assert.ok(json.edited_at, text)
      assert.deepEqual(
        json.media_attachments.map((file: { id: string; description: string | null }) => [file.id, file.description]),
        [
          [three.id, null],
          [one.id, 'said anew'],
        ],
      )
      assert.deepEqual(json.media_attachments[1].meta.focus, { x: 0, y: 1 })
      assert.equal(json.media_attachments[1].url, one.url)
      // SEC:M13 what was taken off has another address
      assert.equal((await fetched(two.url)).status, 404)
      assert.notEqual((await api.get(at(two.id))).json.url, two.url)
      const history = (await reader.get(`/api/v1/statuses/${id}/history`)).json
      assert.deepEqual(
        history.map((version: { media_attachments: { description: string }[] }) =>
          version.media_attachments.map((file) => file.description),
        ),
        [['one'], [null, 'said anew']],
      )
    })

    test('an edit that says the same is none; one without media_ids takes them off, as in Mastodon', async () => {
      const { id: file } = await uploaded()
      const { id } = (await post({ status: 'same', media_ids: [file] })).json
      assert.equal((await edit(id, { status: 'same', media_ids: [file] })).json.edited_at, null)
      assert.deepEqual((await edit(id, { status: 'same' })).json.media_attachments, [])
      assert.equal((await api.get(at(file))).status, 200)
    })

    test('an edit refuses a thumbnail and a broken focus, and changes nothing', async () => {
      const { id: file } = await uploaded()
      const { id } = (await post({ status: 'same', media_ids: [file] })).json
      for (const wrong of [{ thumbnail: 'words' }, { focus: 'left' }, { description: 'x'.repeat(1501) }]) {
        const answer = await edit(id, { status: 'other', media_ids: [file], media_attributes: [{ id: file, ...wrong }] })
        assert.equal(answer.status, 422, JSON.stringify(wrong).slice(0, 40))
      }
      const { json } = await reader.get(`/api/v1/statuses/${id}`)
      assert.deepEqual([json.content, json.edited_at], ['<p>same</p>', null])
    })

    test('an edit leaves no post of nothing, and takes no file of another post', async () => {
      const { id: file } = await uploaded()
      const bare = (await post({ status: '', media_ids: [file] })).json.id
      assert.equal((await edit(bare, { status: '', media_ids: [] })).status, 422)
      const second = (await post({ status: 'second' })).json.id
      const answer = await edit(second, { status: 'second', media_ids: [file] })
      assert.match(answer.json.error, /already attached to another post/)
      assert.equal((await reader.get(`/api/v1/statuses/${bare}`)).json.media_attachments.length, 1)
    })

    // SEC:M13
    test('a deleted post’s are gone from their addresses and wait for the redraft, unless they go with it', async () => {
      const { id: file, url } = await uploaded(sources.png, { description: 'stays' })
      const { id } = (await post({ status: 'soon gone', media_ids: [file] })).json
      const gone = await writer.delete(`/api/v1/statuses/${id}`)
      const [left] = gone.json.media_attachments
      assert.deepEqual([left.id, left.description], [file, 'stays'])
      assert.equal((await fetched(url)).status, 404)
      assert.equal((await fetched(left.url)).status, 200)
      const redraft = await post({ status: 'again', media_ids: [file] })
      assert.equal(redraft.json.media_attachments[0].url, left.url)
      const ended = await writer.delete(`/api/v1/statuses/${redraft.json.id}?delete_media=true`)
      assert.deepEqual(ended.json.media_attachments, [])
      assert.equal((await fetched(left.url)).status, 404)
      assert.equal((await api.get(at(file))).status, 404)
    })

    test('only_media leaves the others out', async () => {
      const somebody = await newViewer(t.site, 'lister')
      const app = t.api(await makeToken(t.site, somebody, ['read', 'write']))
      const file = (await upload(sources.png, {}, app)).json.id
      const with_ = (await app.post('/api/v1/statuses', { body: { status: 'with', media_ids: [file] } })).json.id
      await app.post('/api/v1/statuses', { body: { status: 'without' } })
      const list = (await app.get(`/api/v1/accounts/${somebody.accountId}/statuses?only_media=true`)).json
      assert.deepEqual(
        list.map((one: { id: string }) => one.id),
        [with_],
      )
    })
  })
})
