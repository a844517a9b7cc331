import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { appPolicy } from '#features/oauth/app-policy.ts'
import { appByClientId, requestsFor } from '#features/oauth/apps.queries.ts'
import { decideApp } from '#features/oauth/decide-app.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { openTarget } from '#features/signin/return-target.ts'
import { recordPass } from '../contract/record.ts'
import { makePerson, makeSession } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { answerIn, type Browser, browserAt, unescape } from './oauth-browser.ts'

const redirect = 'app://back?kept=1'
const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'

suite('asking a person', () => {
  let web: TestWeb
  let mara: Viewer
  let browser: Browser
  let session: string
  let app: { client_id: string; client_secret: string }
  const register = async (name: string, scopes = 'read write follow push', redirect_uris: string | string[] = redirect) =>
    (await web.api().post('/api/v1/apps', { body: { client_name: name, redirect_uris, scopes } })).json as typeof app
  const query = (more: Record<string, string | undefined> = {}) => {
    const all = { response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope: 'read write', state: 'xyz', ...more }
    return new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  }
  const authorize = (more?: Record<string, string | undefined>) => `/oauth/authorize?${query(more)}`
  const redeem = (code: string, redirect_uri = redirect) =>
    web.api().post('/oauth/token', { body: { grant_type: 'authorization_code', ...app, redirect_uri, code } })

  before(async () => {
    web = await startTestWeb()
    mara = await makePerson(web.site, 'mara')
    session = await makeSession(web.site, mara)
    browser = browserAt(web.url, session)
    app = await register('Tusky')
  })
  after(() => web.close())

  test('the page says who asks, for what, and for whose account, and can be left for another one', async () => {
    const page = await browser.get(authorize())
    const html = unescape(page.html)
    assert.equal(page.status, 200)
    for (const words of ['Tusky', '@mara', 'read everything that you can read', 'write, change and delete in your name'])
      assert.ok(html.includes(words), words)
    assert.ok(!html.includes('send you notifications'))
    const other = /<a href="([^"]*\/auth\/sign-in[^"]*)"/.exec(html)?.[1]
    const target = openTarget(web.site, new URL(other!, web.url).searchParams.get('to')!)
    assert.deepEqual(target, { path: authorize(), fresh: true })
    assert.match(page.headers.get('cache-control') ?? '', /no-store/)
    recordPass('GET /oauth/authorize')
  })

  test('yes leads back with a code, the query of the address and the state kept', async () => {
    const yes = await browser.press(await browser.get(authorize()), 'allow')
    assert.match(yes.location, /^app:\/\/back\?kept=1&code=[\w-]{32}&state=xyz$/)
    recordPass('POST /oauth/authorize')
  })

  test('no leads back with access_denied, by the button, by _method, and by DELETE', async () => {
    const page = await browser.get(authorize({ force_login: 'true' }))
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)![1]!
    const answers = [
      await browser.press(page, 'deny'),
      await browser.post(authorize(), { csrf, _method: 'delete' }),
      await fetch(web.url + authorize(), {
        method: 'DELETE',
        redirect: 'manual',
        headers: { cookie: `session=${session}`, origin: web.url, 'x-csrf-token': csrf },
      }).then((answer) => ({ location: answer.headers.get('location') ?? '' })),
    ]
    for (const { location } of answers) {
      assert.ok(location.startsWith('app://back?kept=1&error=access_denied&error_description='), location)
      assert.equal(answerIn(location).get('state'), 'xyz')
    }
    recordPass('DELETE /oauth/authorize')
  })

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

  test('once let in, the app is not asked about again, unless it wants more or wants the page', async () => {
    const code = answerIn((await browser.press(await browser.get(authorize()), 'allow')).location).get('code')!
    assert.equal((await browser.get(authorize())).status, 200, 'a code alone is no token yet')
    assert.equal((await redeem(code)).status, 200)
    const straight = await browser.get(authorize())
    assert.match(straight.location, /^app:\/\/back\?kept=1&code=/)
    assert.match((await browser.get(authorize({ scope: 'read' }))).location, /code=/, 'less is covered')
    assert.equal((await browser.get(authorize({ scope: 'read write push' }))).status, 200)
    assert.equal((await browser.get(authorize({ force_login: 'true' }))).status, 200)
    assert.match((await browser.get(authorize({ force_login: 'false' }))).location, /code=/)
    const jonas = browserAt(web.url, await makeSession(web.site, await makePerson(web.site, 'jonas')))
    assert.equal((await jonas.get(authorize())).status, 200, 'another person has said nothing yet')
  })

  test('each sign-in has a token of its own', async () => {
    const tokens = new Set<string>()
    for (let i = 0; i < 3; i++) {
      const code = answerIn((await browser.get(authorize())).location).get('code')!
      tokens.add((await redeem(code)).json.access_token)
    }
    assert.equal(tokens.size, 3)
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

  test('the answer goes into the fragment or into a form where the app asks for that', async () => {
    assert.match((await browser.get(authorize({ response_mode: 'fragment' }))).location, /^app:\/\/back\?kept=1#code=[\w-]+&state=xyz$/)
    const web1 = await register('Web', 'read', 'https://client.example/cb')
    const asked = authorize({
      client_id: web1.client_id,
      redirect_uri: 'https://client.example/cb',
      scope: 'read',
      response_mode: 'form_post',
      state: '"><b>',
    })
    const page = await browser.press(await browser.get(asked), 'allow')
    assert.equal(page.status, 200)
    assert.match(page.html, /<form method="post" action="https:\/\/client\.example\/cb"/)
    assert.match(page.html, /name="code" value="[\w-]{32}"/)
    assert.ok(!page.html.includes('"><b>'))
    assert.ok(unescape(page.html).includes('name="state" value=""><b>"'))
  })

  test('lang chooses the language of the page and of the door before it', async () => {
    assert.match((await browser.get(authorize({ force_login: '1', lang: 'de-DE' }))).html, /<html lang="de"/)
    assert.match((await browser.get(authorize({ force_login: '1', lang: 'xx' }))).html, /<html lang="en"/)
    assert.match((await browserAt(web.url).get(authorize({ lang: 'fr' }))).location, /&lang=fr$/)
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

  test('two sign-ins for two apps at once each come back to their own', async () => {
    const second = await register('Second', 'read', 'second://back')
    const paths = [authorize(), authorize({ client_id: second.client_id, redirect_uri: 'second://back', scope: 'read', state: 'other' })]
    const doors = await Promise.all(paths.map(async (path) => (await browserAt(web.url).get(path)).location))
    const targets = doors.map((door) => openTarget(web.site, new URL(door, web.url).searchParams.get('to')!).path)
    assert.deepEqual(targets, paths)
  })

  test('bytes that no address should hold reach sign-in and come back as what they mean', async () => {
    const path = `${authorize({ state: undefined })}&state=a\\b"<'>`
    const target = openTarget(web.site, new URL((await browserAt(web.url).get(path)).location, web.url).searchParams.get('to')!).path
    assert.match(target, /^[\x21-\x5b\x5d-\x7e]+$/)
    assert.equal(new URLSearchParams(target.slice(target.indexOf('?'))).get('state'), 'a\\b"<\'>')
  })

  test('a code is shown to the person who made it and to nobody else', async () => {
    for (const code of ['nonsense', '<b>x</b>', '']) {
      const page = await browser.get(`/oauth/authorize/native?code=${encodeURIComponent(code)}`)
      assert.equal(page.status, 400)
      assert.ok(!page.html.includes('<b>x</b>'))
    }
    const toot = await register('toot again', 'read', outOfBand)
    const asked = authorize({ client_id: toot.client_id, redirect_uri: outOfBand, scope: 'read' })
    const { location } = await browser.press(await browser.get(asked), 'allow')
    const code = answerIn(location).get('code')!
    const shown = await browser.get(location)
    assert.deepEqual([shown.status, shown.html.includes(code)], [200, true])
    const nosy = browserAt(web.url, await makeSession(web.site, await makePerson(web.site, 'nosy')))
    assert.equal((await nosy.get(location)).status, 400)
    recordPass('GET /oauth/authorize/native')
  })
})
