import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { makeWriter, missing, one, type Writer } from './statuses-scene.ts'

suite('/api/v1/statuses', () => {
  let t: TestWeb
  let writer: Api, reader: Api, other: Api
  let created: Writer['created']
  before(async () => {
    t = await startTestWeb()
    ;({ writer, reader, other, created } = await makeWriter(t))
  })
  after(async () => await t.close())

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
