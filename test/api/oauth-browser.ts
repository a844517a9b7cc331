import assert from 'node:assert/strict'

export interface Visit {
  status: number
  headers: Headers
  html: string
  /** Where the answer leads, byte for byte; '' when it leads nowhere. */
  location: string
}

/** A browser without scripts: follows nothing by itself, so that each step of a sign-in can be looked at. */
export interface Browser {
  get(path: string): Promise<Visit>
  /** Sends the one form of a page with the button that has this value. */
  press(page: Visit, button: string): Promise<Visit>
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Visit>
}

/** `session` is the value of a session cookie. */
export function browserAt(url: string, session?: string): Browser {
  const cookie: Record<string, string> = session === undefined ? {} : { cookie: `session=${session}` }
  const visit = async (path: string, init: RequestInit): Promise<Visit> => {
    const answer = await fetch(url + path, { ...init, redirect: 'manual' })
    return { status: answer.status, headers: answer.headers, html: await answer.text(), location: answer.headers.get('location') ?? '' }
  }
  const browser: Browser = {
    get: (path) => visit(path, { headers: { accept: 'text/html', ...cookie } }),
    post: (path, fields, headers = {}) =>
      visit(path, {
        method: 'POST',
        headers: { accept: 'text/html', origin: url, 'sec-fetch-site': 'same-origin', ...cookie, ...headers },
        body: new URLSearchParams(fields),
      }),
    press(page, button) {
      const action = /<form[^>]*\saction="([^"]*)"/.exec(page.html)?.[1]
      const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1]
      assert.ok(action && csrf, `no form with a token: ${page.status} ${page.html.slice(0, 300)}`)
      assert.ok(page.html.includes(`name="decision" value="${button}"`))
      return browser.post(unescape(action), { csrf, decision: button })
    },
  }
  return browser
}

/** What HTML's own escapes stand for. */
export const unescape = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: 'amp' | 'lt' | 'gt' | 'quot') => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name])

/** The answer that an app reads out of the address at which it is called back. */
export const answerIn = (location: string) => new URLSearchParams(location.slice(location.search(/[?#]/) + 1))
