import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { at, fetched, type Uploader, missing, makeUploader } from './media-scene.ts'

suite('media', () => {
  let t: TestWeb
  let api: Api, writer: Api, reader: Api, other: Api
  let uploaded: Uploader['uploaded']
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    ;({ api, writer, reader, other, uploaded } = await makeUploader(t))
  })
  after(async () => await t.close())

  suite('GET, PUT, PATCH and DELETE of one', () => {
    test('show and describe what hangs on nothing yet, in JSON and as a form', async () => {
      const { id } = await uploaded()
      assert.equal((await api.get(at(id))).json.description, null)
      const put = await api.put(at(id), { body: { description: 'a field', focus: '0.5,0.5' } })
      assert.deepEqual([put.status, put.json.description, put.json.meta.focus], [200, 'a field', { x: 0.5, y: 0.5 }])
      const patch = await api.patch(at(id), { body: new URLSearchParams({ description: 'another' }) })
      assert.deepEqual([patch.json.description, patch.json.meta.focus], ['another', { x: 0.5, y: 0.5 }])
      const form = new FormData()
      form.set('description', '')
      assert.equal((await api.put(at(id), { body: form })).json.description, null)
      assert.equal((await api.put(at(id), { body: { description: 'x'.repeat(1501) } })).status, 422)
      assert.equal((await api.put(at(id))).status, 200)
    })

    // SEC:V5
    test('answer somebody else and nobody alike', async () => {
      const { id } = await uploaded()
      for (const path of [at(id), at(missing), at('x')]) {
        const answers = [await other.get(path), await other.put(path, { body: { description: 'mine' } }), await other.delete(path)]
        for (const answer of answers) assert.deepEqual([answer.status, answer.text], [404, '{"error":"Record not found"}'])
      }
      assert.equal((await api.get(at(id))).json.description, null)
    })

    test('of what hangs on a post: neither shown nor described, and deleted only with it', async () => {
      const { id } = await uploaded()
      assert.equal((await writer.post('/api/v1/statuses', { body: { media_ids: [id] } })).status, 200)
      assert.equal((await api.get(at(id))).status, 404)
      assert.equal((await api.put(at(id), { body: { description: 'x' } })).status, 404)
      const gone = await api.delete(at(id))
      assert.deepEqual([gone.status, gone.json.error], [422, 'Media attachment is currently used by a status'])
    })

    // SEC:M13
    test('a deleted one is gone from its address at once', async () => {
      const { id, url, preview_url: preview } = await uploaded()
      const { status, json } = await api.delete(at(id))
      assert.deepEqual([status, json], [200, {}])
      for (const address of [url, preview]) assert.equal((await fetched(address)).status, 404)
      assert.equal((await api.delete(at(id))).status, 404)
    })

    test('are refused without the scope', async () => {
      const { id } = await uploaded()
      for (const send of [reader.get, reader.put, reader.patch, reader.delete]) assert.equal((await send(at(id))).status, 403)
      for (const nobody of [t.api().get, t.api().delete]) assert.equal((await nobody(at(id))).status, 401)
    })
  })
})
