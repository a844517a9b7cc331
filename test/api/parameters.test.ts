import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { block } from '#features/relationships/block.ts'
import { blockDomain } from '#features/relationships/block-domain.ts'
import { follow } from '#features/relationships/follow.ts'
import { favourite } from '#features/statuses/favourite.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { quarters } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'

type Somebody = Awaited<ReturnType<typeof newViewer>>

suite('parameters that the tests of their feature leave out', () => {
  let t: TestWeb
  let me: Somebody, ann: Somebody, bob: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    ;[me, ann, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'ann'), await newViewer(t.site, 'bob')]
    app = exactly(t, me)
    for (const one of [ann, bob]) await follow(t.site, me, one.accountId)
    const mine = await post(t.site, me, 'what I say')
    for (const one of [ann, bob]) {
      t.clock.advance(1000)
      await favourite(t.site, one, mine)
      await post(t.site, one, `@${me.username} hello`)
    }
    await settle(t.site)
  })
  after(async () => await t?.close())

  const list = async (path: string) => (await app.get(path)).json as { id: string; type?: string; account?: { id: string } }[]
  const groups = async (query: string) =>
    (await app.get(`/api/v2/notifications?${query}`)).json.notification_groups as { type: string; group_key: string }[]
  const count = async (path: string) => (await app.get(path)).json.count as number

  test('home takes local, of which everything here is', async () => {
    const all = (await app.get('/api/v1/timelines/home')).json
    assert.deepEqual((await app.get('/api/v1/timelines/home?local=true')).json, all)
    assert.ok(all.length >= 3)
  })

  test('a list is read from an id on, upwards and down to it', async () => {
    const { id } = await createList(t.site, me, { title: 'All', repliesPolicy: 'list', exclusive: false })
    await addToList(t.site, me, id, [ann.accountId])
    const posts: string[] = []
    for (let i = 0; i < 4; i++) posts.unshift(String(await post(t.site, ann, `number ${i}`)))
    const path = `/api/v1/timelines/list/${id}`
    const ids = async (query: string) => (await list(`${path}?${query}`)).map((one) => one.id)
    assert.deepEqual(await ids(`since_id=${posts[3]}&limit=2`), posts.slice(0, 2))
    assert.deepEqual(await ids(`min_id=${posts[3]}&limit=2`), posts.slice(1, 3))
  })

  test('a list’s policy for answers is changed by itself', async () => {
    const { id } = await createList(t.site, me, { title: 'Policy', repliesPolicy: 'list', exclusive: false })
    const { json } = await app.put(`/api/v1/lists/${id}`, { body: { replies_policy: 'none' } })
    assert.deepEqual([json.title, json.replies_policy], ['Policy', 'none'])
    assert.equal((await app.get(`/api/v1/lists/${id}`)).json.replies_policy, 'none')
    assert.equal((await app.put(`/api/v1/lists/${id}`, { body: { replies_policy: 'loud' } })).status, 422)
  })

  test('context and action of a filter are changed, and whether a keyword is a whole word', async () => {
    const body = { title: 'Cup', context: ['home'], keywords_attributes: [{ keyword: 'cup', whole_word: true }] }
    const { json: made } = await app.post('/api/v2/filters', { body })
    const changed = await app.put(`/api/v2/filters/${made.id}`, { body: { context: ['public', 'thread'], filter_action: 'hide' } })
    assert.deepEqual([changed.json.context, changed.json.filter_action, changed.json.title], [['public', 'thread'], 'hide', 'Cup'])
    const [keyword] = made.keywords as [{ id: string }]
    const loose = await app.put(`/api/v2/filters/keywords/${keyword.id}`, { body: { keyword: 'cup', whole_word: false } })
    assert.equal(loose.json.whole_word, false)
    const old = await app.put(`/api/v1/filters/${keyword.id}`, { body: { phrase: 'cup', context: ['public', 'thread'], whole_word: true } })
    assert.equal(old.json.whole_word, true)
  })

  test('domain blocks, requests and a group’s people are read down to an id', async () => {
    for (let i = 0; i < 3; i++) await blockDomain(t.site, me, `partner${i}.example`)
    const first = await app.get('/api/v1/domain_blocks?limit=1')
    const above = /since_id=(\d+)/.exec(first.headers.get('link') ?? '')![1]
    const oldest = await app.get('/api/v1/domain_blocks?since_id=1')
    assert.deepEqual(oldest.json, ['partner2.example', 'partner1.example', 'partner0.example'])
    assert.deepEqual((await app.get(`/api/v1/domain_blocks?since_id=${above}`)).json, [])
    const key = (await groups('types[]=favourite'))[0]!.group_key
    const people = `/api/v2/notifications/${key}/accounts`
    const all = (await list(people)).map((one) => one.id)
    assert.deepEqual(all, [String(bob.accountId), String(ann.accountId)])
    const [newest] = /since_id=\d+/.exec((await app.get(`${people}?limit=1`)).headers.get('link') ?? '')!
    assert.deepEqual(await list(`${people}?${newest}`), [])
    assert.deepEqual(
      (await list(`${people}?since_id=1`)).map((one) => one.id),
      all,
    )
    await app.patch('/api/v2/notifications/policy', { body: { for_not_following: 'filter' } })
    const strangers = [await newViewer(t.site, 'stranger'), await newViewer(t.site, 'stranger')]
    for (const one of strangers) {
      t.clock.advance(1000)
      await post(t.site, one, `@${me.username} may I?`)
      await settle(t.site)
    }
    const requests = await list('/api/v1/notifications/requests')
    assert.equal(requests.length, 2)
    assert.deepEqual(await list(`/api/v1/notifications/requests?since_id=${requests[1]!.id}`), requests.slice(0, 1))
    assert.deepEqual(await list(`/api/v1/notifications/requests?since_id=${requests[0]!.id}`), [])
    await app.patch('/api/v2/notifications/policy', { body: { for_not_following: 'accept' } })
  })

  test('notifications in both versions are thinned by kind and sender alike', async () => {
    assert.deepEqual(
      (await groups('exclude_types[]=favourite')).map((one) => one.type),
      ['mention', 'mention'],
    )
    assert.deepEqual((await groups(`account_id=${ann.accountId}`)).map((one) => one.type).toSorted(), ['favourite', 'mention'])
    assert.ok((await groups('include_filtered=true')).length > (await groups('include_filtered=false')).length)
    assert.equal(await count('/api/v1/notifications/unread_count'), 4)
    assert.equal(await count(`/api/v1/notifications/unread_count?account_id=${ann.accountId}`), 2)
    assert.equal(await count('/api/v2/notifications/unread_count?exclude_types[]=mention'), 1)
    assert.equal(await count(`/api/v2/notifications/unread_count?account_id=${ann.accountId}`), 2)
  })

  test('supported_types changes nothing: every kind here is one that each app knows', async () => {
    const [one] = await list('/api/v1/notifications?limit=1')
    const path = `/api/v1/notifications/${one!.id}`
    assert.deepEqual((await app.get(`${path}?supported_types[]=poll`)).json, (await app.get(path)).json)
    const [group] = await groups('limit=1')
    const grouped = `/api/v2/notifications/${group!.group_key}`
    assert.deepEqual((await app.get(`${grouped}?supported_types[]=poll`)).json, (await app.get(grouped)).json)
  })

  test('each flag of the old policy is set by PATCH', async () => {
    for (const name of ['filter_not_following', 'filter_not_followers', 'filter_new_accounts', 'filter_private_mentions', 'filter_bots'])
      for (const on of [true, false]) {
        const { json } = await app.patch('/api/v1/notifications/policy', { body: { [name]: on } })
        assert.equal(json[name], on, name)
      }
  })

  test('a group that is not there is dismissed without a word', async () => {
    assert.deepEqual((await app.post('/api/v2/notifications/favourite-4711-1/dismiss')).json, {})
  })

  test('the Profile of 4.6 takes every field that it shows', async () => {
    const flags = ['locked', 'bot', 'discoverable', 'hide_collections', 'indexable', 'show_media', 'show_media_replies', 'show_featured']
    for (const value of [true, false]) {
      const { json } = await app.patch('/api/v1/profile', { body: Object.fromEntries(flags.map((name) => [name, value])) })
      for (const name of flags) assert.equal(json[name], value, name)
    }
    // A name of the directory is changed there; unchanged it passes.
    const texts = { display_name: 'me', note: 'a few words', avatar_description: 'my face', header_description: 'my garden' }
    const { json } = await app.patch('/api/v1/profile', { body: texts })
    for (const [name, value] of Object.entries(texts)) assert.equal(json[name], value, name)
    const pictures = new FormData()
    const bytes = new Uint8Array(await quarters().png().toBuffer())
    for (const name of ['avatar', 'header']) pictures.append(name, new Blob([bytes]), 'face.png')
    const shown = (await app.patch('/api/v1/profile', { body: pictures })).json
    assert.match(shown.avatar, /\/media\//)
    assert.match(shown.header, /\/media\//)
  })

  test('what one has blocked stands in no list of theirs', async () => {
    await block(t.site, me, bob.accountId)
    assert.ok(!(await list('/api/v1/notifications')).some((one) => one.account?.id === String(bob.accountId)))
    assert.equal(await count(`/api/v1/notifications/unread_count?account_id=${bob.accountId}`), 0)
  })
})
