import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

/** Addresses of a Link header by their relation. */
const links = (headers: Headers) =>
  Object.fromEntries([...(headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map((found) => [found[2], new URL(found[1]!)]))

suite('timelines', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, reader: Somebody
  let app: Api
  const ids: string[] = []
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    reader = await newViewer(t.site, 'reader')
    app = t.api(await makeToken(t.site, reader, ['read:statuses']))
    await follow(t.site, reader, alice.accountId)
    for (let i = 0; i < 45; i++) ids.unshift(String(await post(t.site, alice, `post ${i}`)))
  })
  after(async () => await t.close())

  const shown = (json: { id: string }[]) => json.map((one) => one.id)
  const paths = () => ['/api/v1/timelines/home', `/api/v1/accounts/${alice.accountId}/statuses`]

  test('hold 20 posts unless asked otherwise, 40 at most', async () => {
    for (const path of paths()) {
      assert.deepEqual(shown((await app.get(path)).json), ids.slice(0, 20))
      assert.deepEqual(shown((await app.get(`${path}?limit=5`)).json), ids.slice(0, 5))
      assert.deepEqual(shown((await app.get(`${path}?limit=-5`)).json), ids.slice(0, 5))
      assert.deepEqual(shown((await app.get(`${path}?limit=500`)).json), ids.slice(0, 40))
    }
  })

  test('are walked by their Link headers, down and up again', async () => {
    for (const path of paths()) {
      const down: string[] = []
      let up: URL | undefined
      for (let next: string | undefined = `${path}?limit=7`; next;) {
        const answer = await app.get(next)
        assert.equal(answer.status, 200)
        down.push(...shown(answer.json))
        const link = links(answer.headers)
        if (answer.json.length > 0) {
          assert.equal(link['next']?.searchParams.get('max_id'), answer.json.at(-1).id)
          assert.equal(link['next']?.searchParams.get('limit'), '7')
          assert.equal(link['next']?.origin, t.url)
          up = link['prev']
        }
        next = link['next'] && link['next'].pathname + link['next'].search
      }
      assert.deepEqual(down, ids)
      assert.ok(up)
      const above = await app.get(up.pathname + up.search)
      assert.deepEqual(shown(above.json), ids.slice(35, 42))
    }
  })

  test('know since_id and min_id', async () => {
    for (const path of paths()) {
      assert.deepEqual(shown((await app.get(`${path}?limit=3&since_id=${ids[10]}`)).json), ids.slice(0, 3))
      assert.deepEqual(shown((await app.get(`${path}?limit=3&min_id=${ids[10]}`)).json), ids.slice(7, 10))
      assert.deepEqual(shown((await app.get(`${path}?limit=3&max_id=${ids[10]}`)).json), ids.slice(11, 14))
      assert.deepEqual(shown((await app.get(`${path}?since_id=${ids[0]}`)).json), [])
    }
  })

  test('home on day one says so in a header that browsers may read', async () => {
    const fresh = t.api(await makeToken(t.site, await newViewer(t.site, 'fresh'), ['read:statuses']))
    const answer = await fresh.get('/api/v1/timelines/home', { headers: { origin: 'https://client.example' } })
    assert.equal(answer.headers.get('atrium-home'), 'everyone')
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /atrium-home/i)
    assert.deepEqual(shown(answer.json), ids.slice(0, 20))
    const settled = await newViewer(t.site, 'settled')
    for (let i = 0; i < 5; i++) await follow(t.site, settled, (await newViewer(t.site, `f${i}`)).accountId)
    const own = await t.api(await makeToken(t.site, settled, ['read:statuses'])).get('/api/v1/timelines/home')
    assert.equal(own.headers.get('atrium-home'), null)
    assert.deepEqual(own.json, [])
    assert.equal(own.headers.get('link'), null)
  })

  test('of an account take every filter and keep it in their links', async () => {
    const [, path] = paths() as [string, string]
    const reply = String(await post(t.site, alice, 'an answer #Tag', { replyToId: await post(t.site, reader, 'a question') }))
    assert.ok(shown((await app.get(path)).json).includes(reply))
    const answer = await app.get(`${path}?exclude_replies=true&exclude_reblogs=1&exclude_direct=on&limit=2`)
    assert.equal(shown(answer.json).includes(reply), false)
    assert.equal(links(answer.headers)['next']?.searchParams.get('exclude_replies'), 'true')
    assert.deepEqual(shown((await app.get(`${path}?tagged=tag`)).json), [reply])
    assert.deepEqual((await app.get(`${path}?pinned=true`)).json, [])
    assert.deepEqual((await app.get(`${path}?only_media=true`)).json, [])
    assert.equal((await app.get('/api/v1/accounts/4711/statuses')).status, 404)
  })

  test('of an account leave out answers, boosts or letters, each by its own word', async () => {
    const writer = await newViewer(t.site, 'writer')
    const own = t.api(await makeToken(t.site, writer, ['read:statuses']))
    const plain = String(await post(t.site, writer, 'plain'))
    const answer = String(await post(t.site, writer, 'an answer', { replyToId: Number(ids[0]) }))
    const onward = String(await post(t.site, writer, 'goes on', { replyToId: Number(plain) }))
    const letter = String(await post(t.site, writer, `@${alice.username} a letter`, { audience: named }))
    const passedOn = String(await boost(t.site, writer, Number(ids[0])))
    const path = `/api/v1/accounts/${writer.accountId}/statuses`
    const all = [passedOn, letter, onward, answer, plain]
    const without = (...gone: string[]) => all.filter((id) => !gone.includes(id))
    for (const [query, expected] of [
      ['', all],
      ['?exclude_replies=true', without(answer)],
      ['?exclude_reblogs=true', without(passedOn)],
      ['?exclude_direct=true', without(letter)],
      ['?exclude_replies=false&exclude_reblogs=0&exclude_direct=', all],
    ] as const)
      assert.deepEqual(shown((await own.get(path + query)).json), expected, query)
  })

  // SEC:A3 SEC:V23
  test('take a person’s token with read:statuses and nothing else', async () => {
    const wrong = t.api(await makeToken(t.site, reader, ['read:accounts', 'write']))
    for (const path of paths()) {
      assert.equal((await wrong.get(path)).status, 403)
      assert.equal((await t.api().get(path)).status, 401)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422)
    }
  })
})
