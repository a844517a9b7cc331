import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { Browser, type Shown } from '../../platform/oidc/browser.ts'
import { type HouseOptions, openHouse } from './house.ts'

/** A listening house and a browser in front of it. */
export async function opened(t: TestContext, o: HouseOptions = {}) {
  const house = await openHouse(t, o)
  await house.serve()
  return { ...house, browser: new Browser() }
}

/** The value of a hidden field, or nothing. */
export const hidden = (page: Shown, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? ''
/** Where an answer leads, without our own origin. */
export const here = (url: string, page: Shown) => (page.headers.get('location') ?? '').replace(url, '')

/** Presses the first provider's button and chooses a person there; what our server answers to the callback, followed to its page. */
export async function comeIn(url: string, issuer: string, browser: Browser, who: string, from = '/auth/sign-in'): Promise<Shown> {
  const page = await browser.go(url + from)
  const at = await browser.go(`${url}/auth/oidc/company`, { form: { csrf: hidden(page, 'csrf'), to: hidden(page, 'to') } }, url)
  if (at.url.startsWith(`${url}/auth/oidc/company/callback`)) return await browser.go(at.url)
  assert.ok(at.url.startsWith(issuer), `${at.status} ${at.url}`)
  const back = await browser.go(at.url, { form: { account: who } }, url)
  return await browser.go(back.url)
}
