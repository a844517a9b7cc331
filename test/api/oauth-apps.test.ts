import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { desc, eq } from '#db/drizzle.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { grants } from '#features/oauth/oauth.schema.ts'
import { recordPass } from '../contract/record.ts'
import { makePerson, makeSession } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { answerIn, type Browser, browserAt, unescape } from './oauth-browser.ts'

const redirect = 'app://back'
const list = '/oauth/authorized_applications'

suite('the apps that a person has let in', () => {
  let t: TestWeb
  let lena: Viewer
  let session: string
  let browser: Browser
  before(async () => {
    t = await startTestWeb()
    lena = await makePerson(t.site, 'lena')
    session = await makeSession(t.site, lena)
    browser = browserAt(t.url, session)
  })
  after(async () => await t.close())

  const register = async (client_name: string) =>
    (
      await t.api().post('/api/v1/apps', {
        body: { client_name, redirect_uris: redirect, scopes: 'read write push', website: 'https://app.example' },
      })
    ).json as { id: string; client_id: string; client_secret: string }
  const code = async (app: { client_id: string }, scope: string, by = browser) => {
    const ask = { response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope, force_login: 'true' }
    const page = await by.get(`/oauth/authorize?${new URLSearchParams(ask).toString()}`)
    return answerIn((await by.press(page, 'allow')).location).get('code')!
  }
  const redeem = async (app: { client_id: string; client_secret: string }, given: string) => {
    const { client_id, client_secret } = app
    const body = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri: redirect, code: given }
    return await t.api().post('/oauth/token', { body })
  }
  const letIn = async (app: { client_id: string; client_secret: string }, scope: string, by = browser) =>
    (await redeem(app, await code(app, scope, by))).json.access_token as string
  const works = async (token: string) => (await t.api(token).get('/api/v1/accounts/verify_credentials')).status
  const csrfOf = (html: string) => /name="csrf" value="([^"]*)"/.exec(html)![1]!

  test('stand on a page with what they may do, in every language, and only one’s own', async () => {
    assert.match((await browser.get(list)).html, /You have let no app in/)
    const [tusky, elk] = [await register('Tusky <b>'), await register('Elk')]
    await letIn(tusky, 'read')
    await letIn(tusky, 'read push')
    const other = browserAt(t.url, await makeSession(t.site, await makePerson(t.site, 'otto')))
    await letIn(elk, 'read', other)
    const page = await browser.get(list)
    const html = unescape(page.html)
    assert.equal(page.status, 200)
    assert.match(page.headers.get('cache-control') ?? '', /no-store/)
    for (const words of ['Tusky <b>', 'https://app.example', 'It can read everything that you can read and send you notifications.'])
      assert.ok(html.includes(words), words)
    assert.ok(!page.html.includes('Tusky <b>') && !html.includes('Elk'))
    assert.equal(page.html.split('action="/oauth/authorized_applications/').length, 2, 'one line an app, not one a token')
    recordPass('GET /oauth/authorized_applications')
  })

  // SEC:A7 SEC:A8
  test('are taken back with all their tokens and the codes that wait, and have to ask anew', async () => {
    const app = await register('Fedilab')
    const tokens = [await letIn(app, 'read'), await letIn(app, 'read write')]
    const otto = browserAt(t.url, await makeSession(t.site, await makePerson(t.site, 'otto_b')))
    const others = await letIn(app, 'read', otto)
    const waiting = await code(app, 'read')
    const csrf = csrfOf((await browser.get(list)).html)
    const gone = await browser.post(`${list}/${app.id}`, { csrf, _method: 'delete' })
    assert.deepEqual([gone.status, gone.location], [303, list])
    assert.deepEqual([await works(tokens[0]!), await works(tokens[1]!), await works(others)], [401, 401, 200])
    assert.equal((await redeem(app, waiting)).status, 400)
    assert.ok(!(await browser.get(list)).html.includes('Fedilab'))
    const [row] = await t.site.store.read.select().from(audit).orderBy(desc(audit.id)).limit(1)
    assert.deepEqual([row?.action, row?.target, row?.detail], ['app.forgotten', `app:${app.id}`, { tokens: 2 }])
    assert.equal((await browser.post(`${list}/${app.id}`, { csrf })).status, 404)
    assert.equal(
      (
        await t.site.store.read
          .select()
          .from(grants)
          .where(eq(grants.appId, Number(app.id)))
      ).length,
      4,
    )
  })

  test('are taken back by DELETE as well', async () => {
    const app = await register('Metatext')
    const token = await letIn(app, 'read')
    const csrf = csrfOf((await browser.get(list)).html)
    const answer = await fetch(`${t.url}${list}/${app.id}`, {
      method: 'DELETE',
      redirect: 'manual',
      headers: { cookie: `session=${session}`, origin: t.url, 'x-csrf-token': csrf },
    })
    assert.deepEqual([answer.status, answer.headers.get('location'), await works(token)], [303, list, 401])
    recordPass('DELETE /oauth/authorized_applications/:id')
  })

  // SEC:C1
  test('are nobody else’s to take: no session, another site, no token of the form', async () => {
    const app = await register('Ivory')
    const token = await letIn(app, 'read')
    assert.match((await browserAt(t.url).get(list)).location, /^\/auth\/sign-in/)
    assert.match((await browserAt(t.url).post(`${list}/${app.id}`, {})).location, /^\/auth\/sign-in/)
    const csrf = csrfOf((await browser.get(list)).html)
    assert.equal((await browser.post(`${list}/${app.id}`, {})).status, 403)
    assert.equal((await browser.post(`${list}/${app.id}`, { csrf }, { origin: 'https://evil.example' })).status, 403)
    const other = browserAt(t.url, await makeSession(t.site, await makePerson(t.site, 'otto_c')))
    const theirs = csrfOf((await other.get('/publish')).html)
    assert.equal((await other.post(`${list}/${app.id}`, { csrf: theirs })).status, 404)
    assert.equal(await works(token), 200)
  })
})
