import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { openTarget } from '#features/signin/return-target.ts'
import { recordPass } from '../contract/record.ts'
import { makePerson, makeSession } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { answerIn, type Browser, browserAt, unescape } from './oauth-browser.ts'
import { type Asking, makeAsking } from './oauth-authorize-scene.ts'

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'

suite('asking a person', () => {
  let web: TestWeb
  let session: string
  let browser: Browser
  let register: Asking['register']
  let authorize: Asking['authorize']
  let redeem: Asking['redeem']
  before(async () => {
    web = await startTestWeb()
    ;({ session, browser, register, authorize, redeem } = await makeAsking(web))
  })
  after(async () => await web.close())

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
