import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { conversations } from '#features/conversations/conversations.schema.ts'
import { fileLetter } from '#features/conversations/file-letter.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { tidyConversations } from '#features/conversations/conversations.jobs.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { circle, last, list, of, write } from './conversations-scene.ts'

const missing = idAt(testStart + 86_400_000)

suite('conversations', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('are marked read and unread, and deleted, by nobody but who has them', async () => {
    const { ann, ben, cleo } = await circle(t)
    const first = await write(t, ann, [ben])
    const [mine] = await of(ben)
    const path = `${list}/${mine!.id}`
    for (const id of [mine!.id, missing, 'x']) {
      assert.equal((await cleo.api.post(`${list}/${id}/read`)).status, 404)
      assert.equal((await cleo.api.post(`${list}/${id}/unread`)).status, 404)
      assert.equal((await cleo.api.delete(`${list}/${id}`)).status, 404)
    }
    assert.deepEqual((await ben.api.post(`${path}/read`)).json, { ...mine, unread: false })
    assert.deepEqual((await ben.api.post(`${path}/unread`)).json, mine)
    assert.deepEqual((await ben.api.delete(path)).json, {})
    assert.equal((await ben.api.delete(path)).status, 404)
    assert.deepEqual(await of(ben), [])
    assert.equal((await of(ann)).length, 1)
    const next = await write(t, ann, [ben], { replyToId: first })
    assert.deepEqual([last(await of(ben)), (await of(ben))[0]!.unread], [[next], true])
  })

  test('file a letter once, and do not raise the flag again', async () => {
    const { ann, ben } = await circle(t)
    const id = await write(t, ann, [ben])
    const [one] = await of(ben)
    await ben.api.post(`${list}/${one!.id}/read`)
    await Promise.all([fileLetter(t.site, id), fileLetter(t.site, id)])
    assert.deepEqual(await of(ben), [{ ...one, unread: false }])
    await muteThread(t.site, ben, id)
    const next = await write(t, ann, [ben], { replyToId: id })
    assert.deepEqual([last(await of(ben)), (await of(ben))[0]!.unread], [[next], false])
  })

  test('fall back to the letter before when the last is gone, and end with the first', async () => {
    const { ann, ben } = await circle(t)
    const first = await write(t, ann, [ben])
    const second = await write(t, ann, [ben], { replyToId: first })
    await deleteStatus(t.site, ann, second)
    assert.deepEqual(last(await of(ben)), [first])
    const [one] = await of(ben)
    await deleteStatus(t.site, ann, first)
    assert.deepEqual(await of(ben), [])
    assert.equal((await ben.api.post(`${list}/${one!.id}/read`)).status, 404)
    const rows = async () => (await t.site.store.read.select().from(conversations)).filter((row) => String(row.id) === one!.id).length
    assert.equal(await rows(), 1)
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, tidyConversations, {}))
    await drainJobs(t.site, [tidyConversations])
    assert.equal(await rows(), 0)
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    const { ann } = await circle(t)
    const token = async (...scopes: string[]) => t.api(await makeToken(t.site, ann, scopes))
    const [reader, writer] = [await token('read:statuses'), await token('write:conversations')]
    const wrong = await token('read:notifications', 'write:statuses')
    const bare = t.api(await makeToken(t.site, null, ['read', 'write']))
    const refused = [
      [wrong, 403],
      [bare, 422],
      [t.api(), 401],
    ] as const
    assert.equal((await reader.get(list)).status, 200)
    for (const [one, status] of [...refused, [writer, 403]] as const) assert.equal((await one.get(list)).status, status)
    for (const [method, path] of [
      ['post', `${list}/1/read`],
      ['post', `${list}/1/unread`],
      ['delete', `${list}/1`],
    ] as const) {
      assert.equal((await writer[method](path)).status, 404)
      for (const [one, status] of [...refused, [reader, 403]] as const) assert.equal((await one[method](path)).status, status)
    }
  })
})
