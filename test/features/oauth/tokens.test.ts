import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { randomToken } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { appByFingerprint } from '#features/oauth/apps.queries.ts'
import { decideApp } from '#features/oauth/decide-app.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { mintToken } from '#features/oauth/mint-token.ts'
import { tidyTokens, unusedLife } from '#features/oauth/oauth.jobs.ts'
import { registerApp } from '#features/oauth/register-app.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import { tokenState } from '#features/oauth/tokens.queries.ts'
import { makePerson, makeToken } from '../../people.ts'
import { testSite, type TestSite } from '../../site.ts'
import { touchPeople } from './people.queries.ts'

const hour = 3_600_000
const registration = { name: 'Tusky', website: null, redirectUris: ['oauth2redirect://com.keylesspalace.tusky/'], scopes: ['read'] }

suite('tokens', () => {
  let own: TestSite
  let site: TestSite['site']
  let mara: Viewer
  before(async () => {
    own = await testSite()
    site = own.site
    mara = await makePerson(site, 'mara')
  })
  after(() => own.close())

  test('a token is its person, with exactly its scopes', async () => {
    const caller = await identifyToken(site, await makeToken(site, mara, ['read:statuses', 'push']))
    assert.ok(caller?.kind === 'token')
    assert.deepEqual(caller.viewer, mara)
    assert.deepEqual(caller.scopes, ['read:statuses', 'push'])
    assert.equal(caller.disabled, false)
    assert.equal((await identifyToken(site, await makeToken(site, null)))?.kind, 'app')
  })

  test('anything else is nobody', async () => {
    const token = await makeToken(site, mara)
    for (const text of ['', 'nonsense', `${token}x`, token.slice(1), randomToken(), 'x'.repeat(100_000)])
      assert.equal(await identifyToken(site, text), undefined)
  })

  test('every grant has a token of its own', async () => {
    assert.notEqual(await makeToken(site, mara), await makeToken(site, mara))
  })

  test('a revoked token is dead at the next request, in another process too', async (t) => {
    // SEC:A7
    const { openSite } = await import('#processes/site.ts')
    const other = await openSite(site.config, 'web', { clock: own.clock })
    t.after(() => other.close())
    const token = await makeToken(site, mara)
    const caller = await identifyToken(site, token)
    assert.ok(caller?.kind === 'token')
    assert.ok(await identifyToken(other, token), 'both processes have it in memory now')
    assert.deepEqual(await site.store.tx((db) => revokeTokens(site, db, { tokenId: caller.tokenId })), [caller.tokenId])
    assert.equal(await identifyToken(site, token), undefined)
    assert.equal(await identifyToken(other, token), undefined)
  })

  test('a suspended account keeps its tokens and every call of them is refused; let back in, they work again', async () => {
    // SEC:A12
    const lena = await makePerson(site, 'lena')
    const token = await makeToken(site, lena)
    const disabled = async () => {
      const caller = await identifyToken(site, token)
      return caller?.kind === 'token' ? caller.disabled : undefined
    }
    assert.equal(await disabled(), false)
    await touchPeople.suspend(site, lena, site.clock.now())
    assert.equal(await disabled(), true)
    await touchPeople.suspend(site, lena, null)
    assert.equal(await disabled(), false)
  })

  test('a token of a leaver, and one from before "sign in anew", is nobody’s within a second', async () => {
    // SEC:A12
    const ken = await makePerson(site, 'ken')
    const token = await makeToken(site, ken)
    assert.ok(await identifyToken(site, token))
    await touchPeople.deactivate(site, ken)
    own.clock.advance(1000)
    assert.equal(await identifyToken(site, token), undefined)

    const [ana, early] = await (async () => {
      const person = await makePerson(site, 'ana')
      return [person, await makeToken(site, person)] as const
    })()
    own.clock.advance(10)
    await touchPeople.signInAnew(site, ana, site.clock.now())
    const late = await makeToken(site, ana)
    own.clock.advance(1000)
    assert.equal(await identifyToken(site, early), undefined)
    assert.ok(await identifyToken(site, late))
  })

  test('who is signed out everywhere is looked at again at once', async () => {
    // SEC:A12
    const paul = await makePerson(site, 'paul')
    const token = await makeToken(site, paul)
    assert.ok(await identifyToken(site, token))
    await touchPeople.deactivate(site, paul)
    await site.store.tx((db) => site.events.add(db, sessionKilled, { sessionId: null, personId: paul.personId }))
    assert.equal(await identifyToken(site, token), undefined)
  })

  test('use is noted in steps of an hour', async () => {
    const token = await makeToken(site, mara)
    const caller = await identifyToken(site, token)
    assert.ok(caller?.kind === 'token')
    const seen = async () => (await tokenState(site.store.read, { id: caller.tokenId }))?.token.seenAt
    const begin = site.clock.now()
    own.clock.advance(hour - 1)
    await identifyToken(site, token)
    assert.equal(await seen(), begin)
    own.clock.advance(1)
    await identifyToken(site, token)
    assert.equal(await seen(), begin + hour)
  })

  test('a token that nobody used for 90 days ends by itself, and a used one does not', async () => {
    const [idle, used] = [await makeToken(site, mara), await makeToken(site, mara)]
    own.clock.advance(unusedLife - hour)
    await identifyToken(site, used)
    own.clock.advance(2 * hour)
    await tidyTokens.run(site, {}, { id: 1, attempt: 1 })
    assert.equal(await identifyToken(site, idle), undefined)
    assert.ok(await identifyToken(site, used))
  })

  test('refusing an app ends all tokens of it, ten thousand in less than a second', async () => {
    // SEC:A7
    const app = await registerApp(site, registration, '127.0.0.1')
    const boss = await makePerson(site, 'boss', { role: 'admin' })
    const wish = { appId: app.id, personId: mara.personId, accountId: mara.accountId, scopes: ['read'] }
    const keep = await makeToken(site, mara)
    let last = ''
    // A long transaction would hold back the events of every database on a PostgreSQL cluster, those of other tests too.
    for (let batch = 0; batch < 100; batch++)
      await site.store.tx(async (db) => {
        for (let i = 0; i < 100; i++) last = (await mintToken(site, db, wish)).token
      })
    assert.ok(await identifyToken(site, last))
    await assert.rejects(decideApp(site, mara, app.id, 'refused'), { status: 403 })
    const begin = process.hrtime.bigint()
    await decideApp(site, boss, app.id, 'refused')
    assert.ok(process.hrtime.bigint() - begin < 1_000_000_000n)
    assert.equal(await identifyToken(site, last), undefined)
    assert.ok(await identifyToken(site, keep))
    assert.equal((await appByFingerprint(site.store.read, app.fingerprint))?.policyState, 'refused')
  })

  test('no token stands in the database or in any other file, only hashes', async () => {
    // SEC:B4
    const made = [await makeToken(site, mara), await makeToken(site, null)]
    const files = readdirSync(own.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    assert.ok(files.length > 0)
    for (const entry of files) {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const token of made) assert.equal(bytes.includes(token), false, entry.name)
    }
    assert.deepEqual(await touchPeople.rowsWith(site, made), [])
  })
})
