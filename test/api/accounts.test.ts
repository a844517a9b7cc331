import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { count, eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { people } from '#features/people/people.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const missing = idAt(testStart + 86_400_000)

suite('/api/v1/accounts', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer
  let reader: Api, app: Api, nobody: Api
  before(async () => {
    t = await startTestWeb()
    alice = await makePerson(t.site, 'alice_t', { role: 'admin' })
    bob = await makePerson(t.site, 'bob_t', { locked: true })
    reader = t.api(await makeToken(t.site, alice, ['read:accounts']))
    app = t.api(await makeToken(t.site, null, ['read', 'write']))
    nobody = t.api()
  })
  after(async () => await t.close())

  suite('verify_credentials', () => {
    const path = '/api/v1/accounts/verify_credentials'

    test('tells the own account with source and role', async () => {
      await follow(t.site, alice, bob.accountId)
      const { status, json } = await t.api(await makeToken(t.site, bob, ['read'])).get(path)
      assert.equal(status, 200)
      assert.deepEqual([json.username, json.locked, json.role.id, json.role.permissions], ['bob_t', true, '-99', '0'])
      assert.deepEqual([json.source.follow_requests_count, json.source.privacy, json.source.language], [1, 'public', 'en'])
      assert.equal(json.following_count, 1)
    })

    test('takes profile, read and read:accounts, and nothing less', async () => {
      for (const scope of ['profile', 'read', 'read:accounts'])
        assert.equal((await t.api(await makeToken(t.site, alice, [scope])).get(path)).status, 200, scope)
      for (const scope of ['write', 'read:statuses', 'push'])
        assert.equal((await t.api(await makeToken(t.site, alice, [scope])).get(path)).status, 403, scope)
    })

    test('an app without a person is told so, a stranger is refused', async () => {
      assert.equal((await app.get(path)).status, 422)
      assert.equal((await nobody.get(path)).status, 401)
    })

    test('an admin is one by role, with permissions that an int can hold', async () => {
      const { json } = await reader.get(path)
      assert.equal(json.role.id, '2')
      assert.ok(Number(json.role.permissions) > 0 && Number(json.role.permissions) < 2 ** 31)
    })
  })

  suite('an account', () => {
    test('is told by its id, with absolute addresses for both pictures', async () => {
      const { status, json } = await reader.get(`/api/v1/accounts/${bob.accountId}`)
      assert.equal(status, 200)
      assert.equal(json.id, String(bob.accountId))
      assert.deepEqual([json.url, json.uri], [`${t.url}/@bob_t`, `${t.url}/ap/users/${bob.accountId}`])
    })

    test('has a face and a cover that load without credentials', async () => {
      const { json } = await reader.get(`/api/v1/accounts/${bob.accountId}`)
      for (const url of [json.avatar, json.avatar_static, json.header, json.header_static]) {
        const answer = await fetch(url)
        assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/png'], url)
        await answer.arrayBuffer()
      }
    })

    test('that is not there is a 404, whatever stands in its place', async () => {
      const first = await reader.get(`/api/v1/accounts/${missing}`)
      assert.deepEqual([first.status, first.json.error], [404, 'Record not found'])
      for (const odd of ['0', '-1', 'abc', '1e9', '99999999999999999999', '%00', '1.5']) {
        const answer = await reader.get(`/api/v1/accounts/${odd}`)
        assert.deepEqual([answer.status, answer.text], [404, first.text], odd)
      }
    })

    test('that is suspended is blanked and says so', async () => {
      const carol = await makePerson(t.site, 'carol_t')
      await t.site.store.tx(
        async (db) => await db.update(accounts).set({ suspendedAt: 1, note: 'x' }).where(eq(accounts.id, carol.accountId)),
      )
      const { status, json } = await reader.get(`/api/v1/accounts/${carol.accountId}`)
      assert.deepEqual([status, json.suspended, json.display_name, json.note], [200, true, '', ''])
    })

    test('whose person has left keeps its name and says so', async () => {
      const dora = await makePerson(t.site, 'dora_t')
      await t.site.store.tx(async (db) => await db.update(people).set({ state: 'deactivated' }).where(eq(people.id, dora.personId)))
      const { json } = await reader.get(`/api/v1/accounts/${dora.accountId}`)
      assert.deepEqual([json.display_name, json.atrium], ['dora_t', { deactivated: true }])
    })

    // SEC:V23
    test('is told to nobody who is not signed in', async () => {
      for (const path of [`/api/v1/accounts/${bob.accountId}`, '/api/v1/accounts/lookup?acct=bob_t'])
        assert.deepEqual([(await nobody.get(path)).status, (await app.get(path)).status], [401, 422], path)
    })
  })

  suite('lookup', () => {
    const find = async (acct: string) => await reader.get(`/api/v1/accounts/lookup?acct=${encodeURIComponent(acct)}`)

    test('finds a handle in every form that apps send', async () => {
      for (const acct of ['bob_t', '@bob_t', 'BOB_T', `bob_t@${new URL(t.url).host}`, `@bob_t@${new URL(t.url).host}`])
        assert.equal((await find(acct)).json.id, String(bob.accountId), acct)
      assert.equal((await find('company')).json.id, String(companyAccountId))
    })

    test('asks no other server and finds no half names', async () => {
      for (const acct of ['', '@', 'bob', 'bob_t@elsewhere.example', 'bob_t@x@y', '%', "' or 1=1"])
        assert.equal((await find(acct)).status, 404, acct)
      assert.equal((await reader.get('/api/v1/accounts/lookup')).status, 404)
    })
  })

  // SEC:A18
  test('nobody registers: POST answers 403 and makes no row', async () => {
    const rows = async () => (await t.site.store.read.select({ n: count() }).from(accounts))[0]!.n
    const before_ = await rows()
    const body = { username: 'mallory', email: 'm@example.org', password: 'x'.repeat(20), agreement: true, locale: 'en' }
    const person = t.api(await makeToken(t.site, alice, ['write']))
    for (const api of [app, person, nobody]) {
      const answer = await api.post('/api/v1/accounts', { body })
      assert.equal(answer.status, 403)
      assert.match(answer.json.error, /not here/)
    }
    assert.equal(await rows(), before_)
  })
})
