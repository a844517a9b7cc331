import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { appPolicy } from '#features/oauth/app-policy.ts'
import { appByClientId, requestsFor } from '#features/oauth/apps.queries.ts'
import { decideApp } from '#features/oauth/decide-app.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { makePerson } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { answerIn, type Browser, browserAt } from './oauth-browser.ts'
import { type Asking, makeAsking, redirect } from './oauth-authorize-scene.ts'

suite('asking a person', () => {
  let web: TestWeb
  let mara: Viewer
  let browser: Browser
  let register: Asking['register']
  let authorize: Asking['authorize']
  before(async () => {
    web = await startTestWeb()
    ;({ mara, browser, register, authorize } = await makeAsking(web))
  })
  after(async () => await web.close())

  test('another site cannot say yes for the person', async () => {
    // SEC:C1
    const csrf = /name="csrf" value="([^"]*)"/.exec((await browser.get(authorize())).html)![1]!
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    assert.equal((await browser.post(authorize(), { csrf, decision: 'allow' }, foreign)).status, 403)
    assert.equal((await browser.post(authorize(), { decision: 'allow' })).status, 403, 'no token')
    assert.equal((await browser.post(authorize(), { csrf: `${csrf}x`, decision: 'allow' })).status, 403)
  })

  test('nobody who is not signed in can say yes', async () => {
    const answer = await browserAt(web.url).post(authorize(), { decision: 'allow' })
    assert.match(answer.location, /^\/auth\/sign-in/)
  })

  test('a wrong app or address is told to the person and never redirected to', async () => {
    // SEC:B6
    const bad = [
      { client_id: 'nobody' },
      { client_id: 'no\0body' },
      { client_id: undefined },
      { redirect_uri: undefined },
      { redirect_uri: `${redirect}x` },
      { redirect_uri: 'app://back' },
      { redirect_uri: 'APP://back?kept=1' },
      { redirect_uri: 'https://evil.example/' },
    ]
    for (const more of bad) {
      const page = await browser.get(authorize(more))
      assert.equal(page.status, 400, JSON.stringify(more))
      assert.equal(page.location, '')
      assert.match(page.html, /<h1/)
    }
    const twice = await browser.get(`${authorize()}&redirect_uri=https%3A%2F%2Fevil.example`)
    assert.deepEqual([twice.status, twice.location], [400, ''])
  })

  test('every other fault goes back to the app with its code and the state', async () => {
    const rows: [Record<string, string | undefined>, string][] = [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: undefined }, 'invalid_request'],
      [{ scope: 'read admin:read' }, 'invalid_scope'],
      [{ scope: 'read:me' }, 'invalid_scope'],
      [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_code_challenge_method'],
      [{ code_challenge: 'x'.repeat(43) }, 'invalid_code_challenge_method'],
      [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
      [{ code_challenge_method: 'S256' }, 'invalid_request'],
      [{ response_mode: 'web_message' }, 'invalid_request'],
      [{ response_mode: 'form_post' }, 'invalid_request'],
    ]
    for (const visitor of [browser, browserAt(web.url)])
      for (const [more, error] of rows) {
        const { location } = await visitor.get(authorize(more))
        assert.ok(location.startsWith(`app://back?kept=1&error=${error}&error_description=`), `${JSON.stringify(more)} ${location}`)
        assert.equal(answerIn(location).get('state'), 'xyz')
      }
    const twice = await browser.get(`${authorize()}&scope=read`)
    assert.match(twice.location, /error=invalid_request/)
  })

  test('an app without an address hears of a fault through the person', async () => {
    const toot = await register('toot', 'read', 'urn:ietf:wg:oauth:2.0:oob')
    const page = await browser.get(authorize({ client_id: toot.client_id, redirect_uri: 'urn:ietf:wg:oauth:2.0:oob', scope: 'write' }))
    assert.deepEqual([page.status, page.location], [400, ''])
  })

  test('with the list of apps on, an unknown one is refused in plain words and a listed one let in', async () => {
    const boss = await makePerson(web.site, 'boss', { role: 'admin' })
    const known = await register('Known')
    const { id } = (await appByClientId(web.site.store.read, known.client_id))!
    const asked = authorize({ client_id: known.client_id })
    const set = (policy: 'open' | 'known' | 'request') => web.site.store.tx((db) => changeSetting(web.site, db, appPolicy, policy))

    const consent = await browser.get(asked)
    await set('known')
    const page = await browser.get(asked)
    assert.equal(page.status, 403)
    assert.match(page.html, /Known is not on the list/)
    assert.equal((await browser.press(consent, 'allow')).status, 403, 'a page that was open before does not help')
    assert.equal((await register('Known')).client_id, known.client_id, 'registration answers the same under every policy')

    await set('request')
    for (let i = 0; i < 2; i++) assert.match((await browser.get(asked)).html, /An administrator must allow Known first/)
    assert.deepEqual(await requestsFor(web.site.store.read, id), [{ personId: mara.personId }])

    await decideApp(web.site, boss, id, 'allowed')
    assert.equal((await browser.get(asked)).status, 200)
    await set('open')
    await decideApp(web.site, boss, id, 'refused')
    assert.match((await browser.get(asked)).html, /Known may not be used here/)
  })
})
