import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Browser } from '../../platform/oidc/browser.ts'
import { staff } from './house.ts'
import { comeIn, hidden, opened } from './pages-scene.ts'

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

test('a plain GET while signed in neither signs in anew nor links anything', async (t) => {
  const { url, issuer, browser } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  const before = browser.cookies(url).get('session')
  const got = await browser.go(`${url}/auth/oidc/company`)
  assert.equal(got.url, `${url}/home`)
  assert.equal(browser.cookies(url).get('session'), before)
})

test('with the provider down the page says so, and those inside go on working', async (t) => {
  const { url, issuer, browser, stopIdp, clock } = await opened(t)
  await comeIn(url, issuer, browser, 'alice')
  await stopIdp()
  clock.advance(60_000)
  const page = await new Browser().ask(`${url}/auth/oidc/company`, { form: {} })
  assert.equal(page.status, 503)
  assert.equal(page.headers.get('retry-after'), '30')
  assert.match(page.body, /sign-in service does not answer/)
  assert.match(page.body, /No answer since/)
  assert.match(page.body, /href="\/auth\/sign-in\?to&#x3D;/)
  assert.equal((await browser.ask(`${url}/settings/sessions`)).status, 200)
})
