import assert from 'node:assert/strict'
import { unescape } from '../api/oauth-browser.ts'
import { Browser, type Shown } from '../platform/oidc/browser.ts'

const hidden = (page: Shown, name: string) => unescape(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '')

/** Presses the one provider's button on the sign-in page and chooses a person there; the page to which that leads back. */
async function comeIn(browser: Browser, url: string, door: Shown, who: string): Promise<Shown> {
  assert.match(door.url, /\/auth\/sign-in\?to=/)
  const directory = await browser.go(`${url}/auth/oidc/company`, { form: { csrf: hidden(door, 'csrf'), to: hidden(door, 'to') } })
  assert.equal(directory.status, 200, directory.body)
  return await browser.go(directory.url, { form: { account: who } })
}

/**
 * What happens in the browser that an app opens: the authorize address, the company's sign-in unless the browser has a session, the question,
 * and Allow. Answers the address to which the app is called back, byte for byte.
 */
export async function allow(url: string, path: string, who: string, browser = new Browser()): Promise<string> {
  const door = await browser.go(url + path)
  const consent = door.url.startsWith(`${url}/auth/sign-in`) ? await comeIn(browser, url, door, who) : door
  assert.equal(consent.status, 200, consent.body)
  assert.match(consent.body, /name="decision" value="allow"/, consent.body)
  assert.doesNotMatch(consent.headers.get('content-security-policy') ?? '', /form-action/)
  const form = /<form[^>]*\saction="([^"]*)"/.exec(consent.body)?.[1] ?? ''
  const back = await browser.ask(url + unescape(form), { form: { csrf: hidden(consent, 'csrf'), decision: 'allow' } })
  const location = back.headers.get('location')
  assert.ok(location !== null, `${back.status} ${back.body}`)
  return location
}
