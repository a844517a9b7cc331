import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Browser, type Shown } from '../../platform/oidc/browser.ts'
import { type HouseOptions, openHouse, staff, stranger } from './house.ts'

/** A listening house and a browser in front of it. */
async function opened(t: TestContext, o: HouseOptions = {}) {
  const house = await openHouse(t, o)
  await house.serve()
  return { ...house, browser: new Browser() }
}

const hidden = (page: Shown, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? ''
const here = (url: string, page: Shown) => (page.headers.get('location') ?? '').replace(url, '')

/** Presses the first provider's button and chooses a person there; what our server answers to the callback, followed to its page. */
async function comeIn(url: string, issuer: string, browser: Browser, who: string, from = '/auth/sign-in'): Promise<Shown> {
  const page = await browser.go(url + from)
  const at = await browser.go(`${url}/auth/oidc/company`, { form: { csrf: hidden(page, 'csrf'), to: hidden(page, 'to') } }, url)
  if (at.url.startsWith(`${url}/auth/oidc/company/callback`)) return await browser.go(at.url)
  assert.ok(at.url.startsWith(issuer), `${at.status} ${at.url}`)
  const back = await browser.go(at.url, { form: { account: who } }, url)
  return await browser.go(back.url)
}

test('whoever asks for a page is led through the provider and back to it', async (t) => {
  const { url, issuer, browser } = await opened(t)
  const landed = await comeIn(url, issuer, browser, 'ken', '/settings/sessions?from=test')
  assert.equal(landed.url, `${url}/settings/sessions?from=test`)
  assert.match(landed.body, /This browser/)
  assert.match(landed.body, /<h1>Where you are signed in<\/h1>/)
})

test('the sign-in page asks for no password, carries no address, and is kept by nobody', async (t) => {
  const { url, browser } = await opened(t)
  const page = await browser.ask(`${url}/auth/sign-in`)
  assert.equal(page.status, 200)
  assert.match(page.body, /Sign in with your Brunnhof account/)
  assert.doesNotMatch(page.body, /type="password"|sign.?up|register/i)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /form-action/)
  for (const path of ['/auth/sign-up', '/auth/register', '/auth/password/new', '/auth/oidc/nobody'])
    assert.equal((await browser.ask(url + path)).status, 404, path)
  // SEC:S12
  assert.equal(
    (await browser.ask(`${url}/auth/oidc/company?issuer=https://evil.test`, { form: { issuer: 'https://evil.test' } })).headers
      .get('location')
      ?.includes('evil'),
    false,
  )
})

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

test('a plain GET while signed in neither signs in anew nor links anything', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const before = browser.cookies(url).get('session')
  const got = await browser.go(`${url}/auth/oidc/company`)
  assert.equal(got.url, `${url}/home`)
  assert.equal(browser.cookies(url).get('session'), before)
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

test('with the provider down the page says so in time, and those inside go on working', async (t) => {
  const { url, issuer, browser, stopIdp, clock } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  await stopIdp()
  clock.advance(60_000)
  const began = performance.now()
  const page = await new Browser().ask(`${url}/auth/oidc/company`, { form: {} })
  assert.ok(performance.now() - began < 6_000)
  assert.equal(page.status, 503)
  assert.equal(page.headers.get('retry-after'), '30')
  assert.match(page.body, /sign-in service does not answer/)
  assert.match(page.body, /No answer since/)
  assert.match(page.body, /href="\/auth\/sign-in\?to&#x3D;/)
  assert.equal((await browser.ask(`${url}/settings/sessions`)).status, 200)
})

test('signing out ends it at both ends, and no cookie seen before works again', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const seen = new Map(browser.cookies(url))
  const page = await browser.ask(`${url}/auth/sign-out`)
  const out = await browser.ask(`${url}/auth/sign-out`, { form: { csrf: hidden(page, 'csrf') } })
  // SEC:A11
  assert.equal(out.status, 303)
  assert.equal(out.headers.get('clear-site-data'), '"cache", "storage"')
  assert.deepEqual(
    out.headers.getSetCookie().map((line) => line.split('; ').filter((part, i) => i === 0 || part === 'Max-Age=0')),
    [
      ['session=', 'Max-Age=0'],
      ['signin=', 'Max-Age=0'],
    ],
  )
  const old = new Browser()
  for (const [name, value] of seen) if (!name.startsWith('directory')) old.cookies(url).set(name, value)
  const refused = await old.ask(`${url}/settings/sessions`)
  assert.match(here(url, refused), /^\/auth\/sign-in\?to=/)

  const asked = await browser.go(out.headers.get('location')!)
  assert.ok(asked.url.startsWith(`${issuer}/session/end`))
  const form = { xsrf: hidden(asked, 'xsrf'), logout: 'yes' }
  const action = /action="([^"]+)"/.exec(asked.body)![1]!
  const done = await browser.go(new URL(action, asked.url).href, { form })
  assert.equal(done.url, `${url}/auth/signed-out`)
  assert.match(done.body, /data-signed-out/)
  const begun = await browser.go(`${url}/auth/oidc/company`, { form: {} }, url)
  assert.ok(begun.url.startsWith(`${issuer}/interaction/`), 'the provider asks again who it is')
})

test('signing out only here leaves the provider alone', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const page = await browser.ask(`${url}/auth/sign-out`)
  const out = await browser.ask(`${url}/auth/sign-out`, { form: { csrf: hidden(page, 'csrf'), only: 'here' } })
  assert.equal(here(url, out), '/auth/signed-out')
  assert.equal((await browser.go(`${url}/auth/sign-out`)).url, `${url}/auth/signed-out`)
})

test('the page of sessions ends one browser and leaves the others', async (t) => {
  const { url, issuer, browser } = await opened(t)
  const phone = new Browser()
  await comeIn(url, issuer, browser, 'alice')
  await comeIn(url, issuer, phone, 'alice')
  const list = await browser.ask(`${url}/settings/sessions`)
  assert.equal(list.headers.get('cache-control'), 'no-store')
  const id = /action="\/settings\/sessions\/(\d+)\/revoke"/.exec(list.body)![1]!
  // SEC:C5
  const revoked = await browser.go(`${url}/settings/sessions/${id}/revoke`, { form: { csrf: hidden(list, 'csrf') } })
  assert.match(revoked.body, /That browser is signed out\./)
  assert.match(here(url, await phone.ask(`${url}/settings/sessions`)), /^\/auth\/sign-in/)
  assert.equal((await browser.ask(`${url}/settings/sessions/${id}/revoke`, { form: { csrf: hidden(list, 'csrf') } })).status, 404)
  await comeIn(url, issuer, phone, 'alice')
  const others = await browser.go(`${url}/settings/sessions/revoke-others`, { form: { csrf: hidden(list, 'csrf') } })
  assert.doesNotMatch(others.body, /revoke"/)
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

test('two tabs on their way to two pages each arrive at their own', async (t) => {
  const { url, browser } = await opened(t, { accounts: staff })
  const to = async (path: string) => hidden(await browser.go(url + path), 'to')
  const [one, two] = [await to('/settings/sessions?tab=1'), await to('/settings/sessions?tab=2')]
  const first = await browser.ask(`${url}/auth/oidc/company`, { form: { to: one } })
  const second = await browser.ask(`${url}/auth/oidc/company`, { form: { to: two } })
  const choice = await browser.go(second.headers.get('location')!)
  const back = await browser.go(choice.url, { form: { account: 'omar' } }, url)
  assert.equal((await browser.go(back.url)).url, `${url}/settings/sessions?tab=2`)
  const late = await browser.go(first.headers.get('location')!, {}, url)
  assert.equal((await browser.go(late.url)).url, `${url}/settings/sessions?tab=1`)
})
