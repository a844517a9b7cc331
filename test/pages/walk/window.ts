import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { axeTags } from '../browser.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../../people.ts'
import type { Walker } from './people.ts'
import type { Setting, Wide } from './settings.ts'
import type { World } from './world.ts'

const inPage = readFileSync('test/pages/walk/in-page.mjs', 'utf8')

/** Beginnings of lines that tell of no fault: an answer that says 404 is asked for or told by itself; the tests keep the worker out. */
const harmless = ['Failed to load resource: the server responded', 'Service Worker registration blocked by Playwright']

interface AxeRule {
  id: string
  nodes: { target: string[]; any: { message: string }[]; all: { message: string }[]; none: { message: string }[] }[]
}

/** A window of one walker, and everything that goes wrong in it. */
export class WalkWindow {
  readonly page: Page
  #context: BrowserContext
  #cdp: CDPSession
  #javaScript: boolean
  #faults: string[] = []

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession, javaScript: boolean) {
    ;[this.#context, this.page, this.#cdp, this.#javaScript] = [context, page, cdp, javaScript]
  }

  static async open(browser: Browser, world: World, walker: Walker, javaScript: boolean): Promise<WalkWindow> {
    const { web } = world
    const context = await browser.newContext({ baseURL: web.url, serviceWorkers: 'block' })
    if (walker !== 'nobody')
      await context.addCookies([{ name: sessionCookie, value: await makeSession(web.site, world[walker]), url: web.url }])
    const page = await context.newPage()
    const window = new WalkWindow(context, page, await context.newCDPSession(page), javaScript)
    window.#listen(web.url)
    return window
  }

  #listen(origin: string) {
    const note = (fault: string) => this.#faults.push(fault)
    this.#context.on('request', (request) => {
      if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(origin)) note(`left: ${request.url()}`)
    })
    this.#context.on('response', (response) => {
      // A form that is refused is sent by Turbo in the background; whoever sends it looks at the answer.
      const request = response.request()
      if (response.status() >= 400 && request.method() === 'GET' && !request.isNavigationRequest())
        note(`${response.status()} for ${response.url()}`)
    })
    this.#context.on('weberror', (error) => note(`error: ${error.error().message}`))
    // What the policy forbids is told here too.
    this.#context.on('console', (line) => {
      if (/error|warning/.test(line.type()) && !harmless.some((start) => line.text().startsWith(start))) note(`console: ${line.text()}`)
    })
  }

  /**
   * Goes to an address and answers the status. Without JavaScript no script runs until the page stands: this session switches them off, and not
   * the context, which could not switch them on again for axe.
   */
  async goto(path: string): Promise<number> {
    if (!this.#javaScript) await this.#scripts(false)
    const answer = await this.page.goto(path)
    return answer?.status() ?? 0
  }

  async #scripts(run: boolean) {
    await this.#cdp.send('Emulation.setScriptExecutionDisabled', { value: !run })
  }

  /** What went wrong since it was asked last. */
  takeFaults(): string[] {
    return this.#faults.splice(0)
  }

  async size({ width, zoom }: Wide): Promise<void> {
    await this.#cdp.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: Math.round(900 / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    })
  }

  /** What the system asks for. */
  async system({ theme, motion }: Pick<Setting, 'theme' | 'motion'>): Promise<void> {
    await this.page.emulateMedia({
      colorScheme: theme.startsWith('dark') ? 'dark' : 'light',
      contrast: theme.endsWith('contrast') ? 'more' : 'no-preference',
      reducedMotion: motion === 'less' ? 'reduce' : 'no-preference',
    })
  }

  /** Asks the functions of `in-page.mjs`. */
  async ask<T>(call: string): Promise<T> {
    return await this.page.evaluate(`(() => { if (!globalThis.walk) { ${inPage} } return walk.${call} })()`)
  }

  /** What axe finds; where scripts are off they run for axe alone, and only once the page stands. `rules`: only these. */
  async axe(rules?: readonly string[]): Promise<string[]> {
    if (!this.#javaScript) await this.#scripts(true)
    await this.page.evaluate(`if (!globalThis.axe) { ${axe.source} }`)
    const only = rules ? { type: 'rule', values: rules } : { type: 'tag', values: axeTags }
    const { violations }: { violations: AxeRule[] } = await this.page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] })`,
    )
    if (!this.#javaScript) await this.#scripts(false)
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ target, any, all, none }) => `axe ${id} ${target.join(' ')}: ${[...any, ...all, ...none][0]?.message ?? ''}`),
    )
  }

  async close(): Promise<void> {
    await this.#context.close()
  }
}
