import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf, walk } from './links.ts'

suite('lists', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  const people: Somebody[] = []
  let reader: Somebody, stranger: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    reader = await newViewer(t.site, 'reader')
    stranger = await newViewer(t.site, 'stranger')
    app = exactly(t, reader)
    for (let i = 0; i < 6; i++) {
      people.push(await newViewer(t.site, `p${i}`))
      await follow(t.site, reader, people[i]!.accountId)
    }
  })
  after(async () => await t.close())

  const made = async (o: object = {}) => (await app.post('/api/v1/lists', { body: { title: 'Team', ...o } })).json.id as string
  const add = async (id: string, ...some: Somebody[]) =>
    await app.post(`/api/v1/lists/${id}/accounts`, { body: { account_ids: some.map((one) => String(one.accountId)) } })
  const timeline = async (id: string) => idsOf((await app.get(`/api/v1/timelines/list/${id}`)).json)
  const home = async () => idsOf((await app.get('/api/v1/timelines/home')).json)

  test('are made, changed, listed and removed', async () => {
    const { json } = await app.post('/api/v1/lists', {
      body: new URLSearchParams({ title: ' Board ', replies_policy: 'none', exclusive: '1' }),
    })
    assert.deepEqual({ ...json, id: '' }, { id: '', title: 'Board', replies_policy: 'none', exclusive: true })
    assert.deepEqual((await app.get(`/api/v1/lists/${json.id}`)).json, json)
    const plain = (await app.get(`/api/v1/lists/${await made()}`)).json
    assert.deepEqual([plain.replies_policy, plain.exclusive], ['list', false])
    const changed = await app.put(`/api/v1/lists/${json.id}`, { body: { title: 'Directors' } })
    assert.deepEqual(changed.json, { ...json, title: 'Directors' })
    assert.equal((await app.patch(`/api/v1/lists/${json.id}`, { body: { exclusive: false } })).json.exclusive, false)
    assert.deepEqual(
      (await app.get('/api/v1/lists')).json.map((list: { title: string }) => list.title),
      ['Directors', 'Team'],
    )
    for (const list of (await app.get('/api/v1/lists')).json) assert.deepEqual((await app.delete(`/api/v1/lists/${list.id}`)).json, {})
    assert.deepEqual((await app.get('/api/v1/lists')).json, [])
    assert.equal((await app.get(`/api/v1/lists/${json.id}`)).status, 404)
  })

  // SEC:D2
  test('have a title of 1 to 256 characters, a known policy, and are 50 at most', async () => {
    const refused = async (body: object) => {
      const answer = await app.post('/api/v1/lists', { body })
      assert.equal(answer.status, 422)
      return answer.json.error as string
    }
    assert.match(await refused({}), /Title can't be blank/)
    assert.match(await refused({ title: ' ' }), /Title can't be blank|Title is too short/)
    assert.match(await refused({ title: 'x'.repeat(257) }), /Title is too long/)
    assert.match(await refused({ title: 'x', replies_policy: 'some' }), /Replies policy/)
    assert.equal((await app.post('/api/v1/lists', { body: { title: 'x'.repeat(1_000_000) } })).status, 413)
    const ids = []
    for (let i = 0; i < 50; i++) ids.push(await made({ title: 'x'.repeat(256) }))
    assert.match(await refused({ title: 'one more' }), /maximum number of lists/)
    assert.equal((await app.put(`/api/v1/lists/${ids[0]}`, { body: { title: '' } })).status, 422)
    for (const id of ids) await app.delete(`/api/v1/lists/${id}`)
  })

  test('take those whom one follows, and oneself, each once, all or none', async () => {
    const id = await made()
    assert.deepEqual((await add(id, people[0]!, people[1]!, reader)).json, {})
    assert.equal((await add(id, people[2]!, stranger)).status, 404)
    assert.equal((await add(id, people[2]!, people[0]!)).status, 422)
    const members = async () => idsOf((await app.get(`/api/v1/lists/${id}/accounts`)).json)
    assert.deepEqual(
      await members(),
      [people[1]!, people[0]!, reader].map((one) => String(one.accountId)),
    )
    const path = `/api/v1/accounts/${people[0]!.accountId}/lists`
    assert.deepEqual(idsOf((await app.get(path)).json), [id])
    assert.deepEqual((await app.get(`/api/v1/accounts/${stranger.accountId}/lists`)).json, [])
    assert.deepEqual((await app.delete(`/api/v1/lists/${id}/accounts?account_ids[]=${people[0]!.accountId}`)).json, {})
    await app.delete(`/api/v1/lists/${id}/accounts`, { body: { account_ids: [String(reader.accountId), String(stranger.accountId)] } })
    assert.deepEqual(await members(), [String(people[1]!.accountId)])
    await unfollow(t.site, reader, people[1]!.accountId)
    assert.deepEqual(await members(), [])
    await follow(t.site, reader, people[1]!.accountId)
    await app.delete(`/api/v1/lists/${id}`)
  })

  test('page their accounts by max_id and since_id; limit=0 is everybody', async () => {
    const id = await made()
    await add(id, ...people)
    const expected = people.map((one) => String(one.accountId)).reverse()
    const { ids, back, answers } = await walk(app, `/api/v1/lists/${id}/accounts?limit=2`)
    assert.deepEqual(ids, expected)
    assert.equal(linksOf(answers[0]!.headers)['prev']?.searchParams.get('since_id'), expected[0])
    assert.ok(back)
    const all = await app.get(`/api/v1/lists/${id}/accounts?limit=0`)
    assert.deepEqual(idsOf(all.json), expected)
    assert.equal(all.headers.get('link'), null)
    assert.deepEqual(idsOf((await app.get(`/api/v1/lists/${id}/accounts?since_id=${expected[2]}`)).json), expected.slice(0, 2))
    await app.delete(`/api/v1/lists/${id}`)
  })

  test('show what their members post, and of answers what the policy says', async () => {
    const [first, second, third, fourth] = people as [Somebody, Somebody, Somebody, Somebody]
    const ids: Record<string, string> = {}
    for (const policy of ['list', 'followed', 'none']) {
      ids[policy] = await made({ replies_policy: policy })
      await add(ids[policy], first, second)
    }
    const outside = await post(t.site, third, 'outside')
    const unknown = await post(t.site, stranger, 'unknown')
    const plain = await post(t.site, first, 'plain')
    const own = await post(t.site, reader, 'mine')
    const answers = {
      self: await post(t.site, first, 'more', { replyToId: plain }),
      member: await post(t.site, second, 'yes', { replyToId: plain }),
      me: await post(t.site, second, 'you', { replyToId: own }),
      followed: await post(t.site, first, 'they', { replyToId: outside }),
      unknown: await post(t.site, first, 'who', { replyToId: unknown }),
    }
    await post(t.site, fourth, 'not on the list')
    const expected = (...more: number[]) => [...more, plain].map(String)
    assert.deepEqual(await timeline(ids['list']!), expected(answers.me, answers.member, answers.self))
    assert.deepEqual(await timeline(ids['followed']!), expected(answers.followed, answers.me, answers.member, answers.self))
    assert.deepEqual(await timeline(ids['none']!), expected(answers.me, answers.self))
    const walked = await walk(app, `/api/v1/timelines/list/${ids['followed']}?limit=2`)
    assert.deepEqual(walked.ids, await timeline(ids['followed']!))
    const { next, prev } = linksOf(walked.answers[0]!.headers)
    assert.ok(next?.searchParams.get('max_id') && prev?.searchParams.get('min_id'))
    await block(t.site, second, reader.accountId)
    assert.deepEqual(await timeline(ids['list']!), expected(answers.self))
    for (const id of Object.values(ids)) await app.delete(`/api/v1/lists/${id}`)
  })

  test('that are exclusive keep their members’ posts out of home', async () => {
    const [first] = people as [Somebody]
    const id = await made({ exclusive: true })
    const text = String(await post(t.site, first, 'long read'))
    assert.ok((await home()).includes(text))
    await add(id, first)
    assert.ok(!(await home()).includes(text))
    assert.ok((await timeline(id)).includes(text))
    await app.put(`/api/v1/lists/${id}`, { body: { exclusive: false } })
    assert.ok((await home()).includes(text))
    await app.delete(`/api/v1/lists/${id}`)
  })

  // SEC:V5 SEC:V6
  test('are nobody else’s: theirs and absent ones are the same 404', async () => {
    const id = await made()
    const other = t.api(await makeToken(t.site, stranger))
    const body = { account_ids: [String(people[0]!.accountId)], title: 'Mine' }
    const ask = async (which: string) => [
      await other.get(`/api/v1/lists/${which}`),
      await other.put(`/api/v1/lists/${which}`, { body }),
      await other.delete(`/api/v1/lists/${which}`),
      await other.get(`/api/v1/lists/${which}/accounts`),
      await other.post(`/api/v1/lists/${which}/accounts`, { body }),
      await other.delete(`/api/v1/lists/${which}/accounts`, { body }),
      await other.get(`/api/v1/timelines/list/${which}`),
    ]
    const plain = (answers: { status: number; text: string }[]) => answers.map(({ status, text }) => ({ status, text }))
    const hidden = plain(await ask(id))
    assert.ok(hidden.every((answer) => answer.status === 404))
    assert.deepEqual(plain(await ask('4711')), hidden)
    assert.deepEqual((await other.get('/api/v1/lists')).json, [])
    assert.equal((await app.get(`/api/v1/lists/${id}`)).json.title, 'Team')
  })

  // SEC:A3
  test('take read:lists and write:lists and nothing else', async () => {
    const id = await made()
    const reads = ['/api/v1/lists', `/api/v1/lists/${id}`, `/api/v1/lists/${id}/accounts`, `/api/v1/timelines/list/${id}`]
    const wrong = t.api(await makeToken(t.site, reader, ['read:statuses', 'read:accounts', 'write:lists']))
    for (const path of [...reads, `/api/v1/accounts/${stranger.accountId}/lists`]) {
      assert.equal((await wrong.get(path)).status, 403, path)
      assert.equal((await t.api().get(path)).status, 401, path)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422, path)
    }
    const reading = t.api(await makeToken(t.site, reader, ['read', 'write:statuses']))
    assert.equal((await reading.post('/api/v1/lists', { body: { title: 'x' } })).status, 403)
    for (const path of [`/api/v1/lists/${id}`, `/api/v1/lists/${id}/accounts`])
      assert.equal((await reading.delete(path, { body: {} })).status, 403)
  })
})
