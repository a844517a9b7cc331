// A browser without a window: cookies per host, redirects by hand, forms by name.

export interface Shown {
  url: string
  status: number
  headers: Headers
  body: string
}

export class Browser {
  /** Host to cookies; as in a real browser the port does not matter. */
  readonly jar = new Map<string, Map<string, string>>()

  cookies(url: string) {
    const host = new URL(url).hostname
    const jar = this.jar.get(host) ?? new Map<string, string>()
    this.jar.set(host, jar)
    return jar
  }

  /** One request, no redirect followed. */
  async ask(url: string, init: { method?: string; form?: Record<string, string>; headers?: Record<string, string> } = {}): Promise<Shown> {
    const jar = this.cookies(url)
    const reply = await fetch(url, {
      method: init.method ?? (init.form ? 'POST' : 'GET'),
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(jar.size ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(init.form ? { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' } : {}),
        ...init.headers,
      },
      ...(init.form ? { body: new URLSearchParams(init.form) } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      const gone =
        value === '' || attributes.some((a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && Date.parse(a.slice(8)) < Date.now()))
      if (gone) jar.delete(name)
      else jar.set(name, value)
    }
    return { url, status: reply.status, headers: reply.headers, body: await reply.text() }
  }

  /** Follows redirects until a page stands, or until the next address begins with `stop`: then that address is `url`, unasked. */
  async go(url: string, init: Parameters<Browser['ask']>[1] = {}, stop?: string): Promise<Shown> {
    let shown = await this.ask(url, init)
    for (let hops = 0; hops < 20; hops++) {
      const location = shown.status >= 300 && shown.status < 400 ? shown.headers.get('location') : null
      if (location === null) return shown
      const next = new URL(location, shown.url).href
      if (stop !== undefined && next.startsWith(stop)) return { ...shown, url: next }
      shown = await this.ask(next)
    }
    throw new Error('redirects without end')
  }
}

/** At the provider's page for `url`, chooses a person (`''` cancels) and answers the callback's address, unasked. A provider that knows the browser asks nothing. */
export async function chooseAt(browser: Browser, url: string, username: string, callback: string): Promise<string> {
  const page = await browser.go(url, {}, callback)
  if (page.url.startsWith(callback)) return page.url
  if (page.status !== 200) throw new Error(`the provider says ${page.status}: ${page.body.slice(0, 500)}`)
  return (await browser.go(page.url, { form: { account: username } }, callback)).url
}
