import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Browser } from '../../platform/oidc/browser.ts'
import { comeIn, here, hidden, opened } from './pages-scene.ts'

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
