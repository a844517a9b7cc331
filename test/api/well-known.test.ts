import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { createStatus } from '#features/statuses/create.ts'
import { recordPass } from '../contract/record.ts'
import { makePerson } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('documents by which servers and apps find things', () => {
  let t: TestWeb
  let bob: Viewer
  let host: string
  before(async () => {
    t = await startTestWeb()
    host = new URL(t.url).host
    bob = await makePerson(t.site, 'bob_w')
  })
  after(async () => await t.close())

  const find = async (resource: string) => await t.api().get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)

  test('webfinger knows the people and the company account of this server, by handle and by both addresses', async () => {
    const uri = `${t.url}/ap/users/${bob.accountId}`
    for (const resource of [`acct:bob_w@${host}`, `ACCT:BOB_W@${host.toUpperCase()}`, `@bob_w@${host}`, `${t.url}/@bob_w`, uri]) {
      const { status, headers, json } = await find(resource)
      assert.equal(status, 200, resource)
      assert.match(headers.get('content-type') ?? '', /^application\/jrd\+json/)
      assert.deepEqual([json.subject, json.aliases], [`acct:bob_w@${host}`, [`${t.url}/@bob_w`, uri]])
      assert.equal(json.links.find((one: { rel: string }) => one.rel === 'self').href, uri)
    }
    assert.equal((await find(`acct:company@${host}`)).status, 200)
  })

  test('webfinger asks nobody else, and its faults have no words', async () => {
    const odd: [string, number][] = [
      ['', 400],
      ['acct:bob_w', 400],
      [`acct:@${host}`, 400],
      [`acct:a@b@${host}`, 400],
      [`acct:nobody@${host}`, 404],
      ['acct:bob_w@elsewhere.example', 404],
      ['https://elsewhere.example/@bob_w', 404],
      [`${t.url}/@bob_w/1`, 404],
      [`${t.url}/ap/users/99`, 404],
    ]
    for (const [resource, expected] of odd) {
      const { status, text } = await find(resource)
      assert.deepEqual([status, text], [expected, ''], resource)
    }
    assert.equal((await t.api().get('/.well-known/webfinger')).status, 400)
    const erin = await makePerson(t.site, 'erin_w')
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, erin.accountId)))
    assert.equal((await find(`acct:erin_w@${host}`)).status, 410)
  })

  test('host-meta is XRD, and JSON for who asks so', async () => {
    const xml = await t.api().get('/.well-known/host-meta')
    assert.match(xml.headers.get('content-type') ?? '', /^application\/xrd\+xml/)
    assert.match(xml.text, new RegExp(`template="${t.url}/\\.well-known/webfinger\\?resource=\\{uri\\}"`))
    const asked = await t.api().get('/.well-known/host-meta', { headers: { accept: 'application/jrd+json' } })
    assert.deepEqual(asked.json, (await t.api().get('/.well-known/host-meta.json')).json)
    assert.equal(asked.json.links[0].template, `${t.url}/.well-known/webfinger?resource={uri}`)
  })

  test('nodeinfo 2.0 stands at a fixed place, the only one, and counts what is here', async () => {
    const { links } = (await t.api().get('/.well-known/nodeinfo')).json
    assert.deepEqual(links, [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `${t.url}/nodeinfo/2.0` }])
    const { json } = await t.api().get('/nodeinfo/2.0')
    assert.deepEqual([json.software.name, json.metadata.upstream.name, json.openRegistrations], ['atrium', 'mastodon', false])
    assert.equal(json.usage.localPosts, 0)
    await createStatus(t.site, bob, {
      text: 'Hello',
      warning: '',
      sensitive: false,
      language: null,
      audience: { kind: 'everyone', listed: true },
      replyToId: null,
      localOnly: false,
      labelId: null,
    })
    t.clock.advance(61_000)
    const { users, localPosts } = (await t.api().get('/nodeinfo/2.0')).json.usage
    assert.deepEqual([users.activeMonth, users.activeHalfyear, localPosts], [1, 1, 1])
    t.clock.advance(60 * 86_400_000)
    assert.deepEqual((await t.api().get('/nodeinfo/2.0')).json.usage.users.activeMonth, 0)
    assert.deepEqual((await t.api().get('/nodeinfo/2.0')).json.usage.users.activeHalfyear, 1)
  })

  test('a company that wishes so is called mastodon', async () => {
    const other = await startTestWeb({ config: { instance: { name: 'Brunnhof', software_name: 'mastodon' } } })
    const { software, metadata } = (await other.api().get('/nodeinfo/2.0')).json
    await other.close()
    assert.equal(software.name, 'mastodon')
    assert.match(software.version, /^4\./)
    assert.deepEqual(metadata, { nodeName: 'Brunnhof' })
  })

  test('browser apps of other origins may read them all', async () => {
    for (const path of [
      '/.well-known/nodeinfo',
      '/nodeinfo/2.0',
      '/.well-known/host-meta',
      `/.well-known/webfinger?resource=acct:bob_w@${host}`,
    ])
      assert.equal((await t.api().get(path)).headers.get('access-control-allow-origin'), '*', path)
  })

  test('health is said in plain text to whoever asks', async () => {
    const { status, headers, text } = await t.api().get('/health')
    assert.deepEqual([status, text], [200, 'OK'])
    assert.match(headers.get('content-type') ?? '', /^text\/plain/)
    recordPass('GET /health')
  })

  test('who wants to change a password is led to what we have of it', async () => {
    const { status, headers } = await t.api().get('/.well-known/change-password')
    assert.deepEqual([status, headers.get('location')], [302, `${t.url}/settings/sessions`])
    recordPass('GET /.well-known/change-password')
  })
})
