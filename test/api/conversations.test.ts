import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { conversations } from '#features/conversations/conversations.schema.ts'
import { fileLetter } from '#features/conversations/file-letter.ts'
import { block } from '#features/relationships/block.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { follow } from '#features/relationships/follow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { tidyConversations } from '#features/conversations/conversations.jobs.ts'
import { followers, named, newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'

const missing = idAt(testStart + 86_400_000)
const list = '/api/v1/conversations'
type Somebody = Awaited<ReturnType<typeof newViewer>> & { api: Api }
interface Conversation {
  id: string
  unread: boolean
  accounts: { id: string }[]
  last_status: { id: string } | null
}

suite('conversations', () => {
  let t: TestWeb
  let ann: Somebody, ben: Somebody, cleo: Somebody
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  /** Three who follow each other, so that no letter between them is a stranger's. */
  const circle = async () => {
    const made: Somebody[] = []
    for (const name of ['ann', 'ben', 'cleo']) {
      const who = await newViewer(t.site, name)
      made.push({
        ...who,
        api: exactly(t, who),
      })
    }
    for (const one of made) for (const other of made) if (one !== other) await follow(t.site, one, other.accountId)
    ;[ann, ben, cleo] = made as [Somebody, Somebody, Somebody]
  }
  const write = async (by: Somebody, to: readonly Somebody[], o: Parameters<typeof post>[3] = {}) => {
    t.clock.advance(1000)
    const id = await post(t.site, by, `${to.map((one) => `@${one.username}`).join(' ')} a word`, { audience: named, ...o })
    await settle(t.site)
    return id
  }
  const idsOf = (...some: Somebody[]) => some.map((one) => one.accountId).sort((a, b) => a - b)
  const of = async (who: Somebody, query = '') => (await who.api.get(`${list}${query}`)).json as Conversation[]
  const last = (some: Conversation[]) => some.map((one) => Number(one.last_status?.id))
  const people = (one: Conversation | undefined) => one?.accounts.map((account) => Number(account.id)).sort((a, b) => a - b)

  test('are had by everybody in them, unread by all but who wrote last', async () => {
    await circle()
    const first = await write(ann, [ben, cleo])
    const answer = await write(ben, [ann, cleo], { replyToId: first })
    for (const [who, unread, others] of [
      [ann, true, [ben, cleo]],
      [ben, false, [ann, cleo]],
      [cleo, true, [ann, ben]],
    ] as const) {
      const [one, ...rest] = await of(who)
      assert.deepEqual(rest, [])
      assert.deepEqual([one!.unread, last([one!]), people(one)], [unread, [answer], idsOf(...others)])
    }
    const note = await write(ann, [])
    assert.deepEqual([last(await of(ann)), people((await of(ann))[0])], [[note, answer], [ann.accountId]])
  })

  test('hold letters only', async () => {
    await circle()
    await write(ann, [ben], { audience: { kind: 'everyone', listed: true } })
    await write(ann, [ben], { audience: followers })
    assert.deepEqual([await of(ann), await of(ben)], [[], []])
  })

  test('are one for each circle of people in a thread, whoever is named again', async () => {
    await circle()
    const first = await write(ann, [ben, cleo])
    // Whom an answer carries along without a name belongs to it as well.
    const quiet = await write(ben, [ann], { replyToId: first })
    assert.deepEqual(last(await of(cleo)), [quiet])
    const other = await write(ann, [ben])
    assert.deepEqual(last(await of(ben)), [other, quiet])
    await editStatus(t.site, ann, other, { text: `@${ben.username} @${cleo.username} both` })
    await settle(t.site)
    assert.deepEqual(last(await of(cleo)), [other, quiet])
    assert.deepEqual((await of(ben)).map(people), [idsOf(ann, cleo), idsOf(ann, cleo)])
  })

  test('are marked read and unread, and deleted, by nobody but who has them', async () => {
    await circle()
    const first = await write(ann, [ben])
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
    const next = await write(ann, [ben], { replyToId: first })
    assert.deepEqual([last(await of(ben)), (await of(ben))[0]!.unread], [[next], true])
  })

  test('file a letter once, and do not raise the flag again', async () => {
    await circle()
    const id = await write(ann, [ben])
    const [one] = await of(ben)
    await ben.api.post(`${list}/${one!.id}/read`)
    await Promise.all([fileLetter(t.site, id), fileLetter(t.site, id)])
    assert.deepEqual(await of(ben), [{ ...one, unread: false }])
    await muteThread(t.site, ben, id)
    const next = await write(ann, [ben], { replyToId: id })
    assert.deepEqual([last(await of(ben)), (await of(ben))[0]!.unread], [[next], false])
  })

  test('fall back to the letter before when the last is gone, and end with the first', async () => {
    await circle()
    const first = await write(ann, [ben])
    const second = await write(ann, [ben], { replyToId: first })
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

  test('with somebody blocked are out of sight', async () => {
    await circle()
    await write(ann, [ben])
    await block(t.site, ben, ann.accountId)
    assert.deepEqual(await of(ben), [])
    assert.equal((await of(ann)).length, 1)
  })

  // SEC:V10
  test('take up the first letter of a colleague whom one does not follow', async () => {
    await circle()
    const colleague = { ...(await newViewer(t.site, 'colleague')), api: ann.api }
    const first = await write(colleague, [ann])
    assert.deepEqual([last(await of(ann)), (await of(ann))[0]!.unread], [[first], true])
  })

  test('do not take up a stranger’s letter that one filters before the request is accepted', async () => {
    await circle()
    await changePolicy(t.site, ann, { privateMentions: 'filter' })
    const stranger = { ...(await newViewer(t.site, 'stranger')), api: ann.api }
    const first = await write(stranger, [ann])
    const second = await write(stranger, [ann], { replyToId: first })
    assert.deepEqual(await of(ann), [])
    const [request] = (await ann.api.get('/api/v1/notifications/requests')).json
    await ann.api.post(`/api/v1/notifications/requests/${request.id}/accept`)
    await settle(t.site)
    assert.deepEqual([last(await of(ann)), (await of(ann))[0]!.unread], [[second], true])
  })

  test('are walked by their newest letters at a constant cost', async () => {
    await circle()
    const ids: number[] = []
    for (let i = 0; i < 11; i++) ids.unshift(await write(ann, [ben]))
    ids.unshift(await write(ben, [ann], { replyToId: ids.pop()! }))
    const pages = await walk(ben.api, `${list}?limit=4`)
    assert.deepEqual(
      pages.flatMap((page) => last(page.json)),
      ids,
    )
    assert.match(neighbours(pages[0]!).next!, new RegExp(`max_id=${ids[3]}`))
    assert.deepEqual(last((await ben.api.get(neighbours(pages[1]!).prev!)).json), ids.slice(0, 4))
    assert.deepEqual(last(await of(ben, `?since_id=${ids[5]}&limit=2`)), ids.slice(0, 2))
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await of(ben, `?limit=${limit}`)).length, limit))
      return ran.filter((one) => /conversation|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(2)
    assert.equal(await cost(11), await cost(2))
  })

  // SEC:A3
  test('ask for their scopes and a person', async () => {
    await circle()
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
