import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Browser } from '../../platform/oidc/browser.ts'
import { stranger } from './house.ts'
import { comeIn, hidden, opened } from './pages-scene.ts'

test('cookies are out of reach of scripts and of other sites', async (t) => {
  const { url, issuer, browser } = await opened(t)
  const begun = await browser.ask(`${url}/auth/oidc/company`, { form: {} })
  const [flow = ''] = begun.headers.getSetCookie()
  // SEC:C2
  assert.match(flow, /^signin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
  const page = await browser.go(begun.headers.get('location')!)
  const back = await browser.go(page.url, { form: { account: 'alice' } }, url)
  const [session = ''] = (await browser.ask(back.url)).headers.getSetCookie()
  assert.match(session, /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/)
  assert.ok(issuer)
})

test('forms of another site move nothing', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
  // SEC:C1
  for (const path of ['/auth/oidc/company', '/auth/sign-out', '/settings/sessions/revoke-others', '/settings/sessions/1/revoke'])
    assert.equal((await browser.ask(url + path, { form: {}, headers: foreign })).status, 403, path)
  for (const path of ['/auth/sign-out', '/settings/sessions/revoke-others'])
    assert.equal((await browser.ask(url + path, { form: { csrf: 'x' } })).status, 403, path)
  assert.equal((await browser.ask(`${url}/settings/sessions`)).status, 200)
})

test('no address in the query decides where a sign-in ends', async (t) => {
  const { url, issuer, site } = await opened(t)
  // SEC:O2 SEC:S13
  for (const evil of [
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    '%2f%2fevil.test',
    'javascript:alert(1)',
    'https://evil.test',
    '/\t/evil.test',
  ]) {
    const query = ['to', 'next', 'return_to', 'redirect_uri'].map((name) => `${name}=${encodeURIComponent(evil)}`).join('&')
    const landed = await comeIn(url, issuer, new Browser(), 'alice', `/auth/sign-in?${query}`)
    assert.equal(landed.url, `${url}/home`, evil)
  }
  // A path of ours that a browser would read as another host is refused even where our own note says it.
  const note = site.secrets.seal('signin.return', JSON.stringify({ path: '//evil.test/', at: site.clock.now() }))
  assert.ok((await comeIn(url, issuer, new Browser(), 'alice', `/auth/sign-in?to=${encodeURIComponent(note)}`)).url.startsWith(`${url}/`))
  const doubled = await new Browser().ask(`${url}//evil.test/`)
  assert.ok(!(doubled.headers.get('location') ?? '').includes('//evil'), doubled.headers.get('location') ?? '')
})

test('a callback without the cookie, a repeated one and one with nonsense are pages with 400 and our own words', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const session = browser.cookies(url).get('session')
  const begun = await browser.ask(`${url}/auth/oidc/company`, {
    form: { csrf: hidden(await browser.ask(`${url}/auth/sign-out`), 'csrf') },
  })
  const back = await browser.go(begun.headers.get('location')!, {}, url)
  const stranger = await new Browser().ask(back.url)
  assert.equal(stranger.status, 400)
  assert.deepEqual(stranger.headers.getSetCookie(), [])
  for (const query of [
    '',
    '?state=<script>alert(1)</script>&code=x',
    '?error=access_denied&error_description=%3Cb%3Ehello',
    `?${new URL(back.url).searchParams.toString()}`,
  ]) {
    const page = await browser.ask(`${url}/auth/oidc/company/callback${query}`)
    assert.equal(page.status, 400, query)
    assert.doesNotMatch(page.body, /alert\(1\)|<b>hello/)
    assert.match(page.body, /not valid any more/)
    assert.match(page.body, /<code>[\w-]+<\/code>/)
  }
  assert.equal(browser.cookies(url).get('session'), session)
})

test('headers of a proxy that nobody trusts change no address', async (t) => {
  const { url, browser } = await opened(t)
  // SEC:O1
  const begun = await browser.ask(`${url}/auth/oidc/company`, {
    form: {},
    headers: { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https', forwarded: 'host=evil.test' },
  })
  assert.equal(new URL(begun.headers.get('location')!).searchParams.get('redirect_uri'), `${url}/auth/oidc/company/callback`)
})

test('what a provider calls somebody is text and never markup', async (t) => {
  const name = '<img src=x onerror=alert(1)>\u202e"\'\n{{7*7}}'
  const { url, issuer, browser } = await opened(t, { accounts: [stranger('eve', { name })] })
  const landed = await comeIn(url, issuer, browser, 'eve')
  // SEC:H13
  assert.equal(landed.status, 200)
  const profile = await browser.ask(`${url}/@eve`)
  for (const { body } of [landed, profile]) assert.doesNotMatch(body, /<img src=x|\u202e|>49</)
  assert.match(profile.body, /&lt;img src&#x3D;x onerror/)
})
