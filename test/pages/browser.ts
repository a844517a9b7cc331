import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page, type WebSocket } from 'playwright-core'
import type { Viewer } from '#base/viewer.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../people.ts'
import { closedAtEnd } from '../left-open.ts'
import type { TestWeb } from '../web.ts'
import { until } from '../until.ts'

/** The system's Chromium. The back-forward cache stays on, since sign-out has to beat it. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...more],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  browser.close = closedAtEnd('a browser', browser.close.bind(browser))
  return browser
}

/** A browser window of one person, and everything that went wrong in it. */
export interface Tab {
  context: BrowserContext
  page: Page
  /** Violations of the content security policy, script errors, requests to anywhere but our own origin. */
  faults: string[]
}

export interface TabOptions {
  /** Who is signed in; nobody when absent. */
  as?: Viewer
  javaScript?: boolean
  width?: number
  scheme?: 'light' | 'dark'
  /** Lets the page install its service worker. */
  worker?: boolean
}

/** Opens a window of its own, with its own cookies. */
export async function openTab(browser: Browser, web: Pick<TestWeb, 'url' | 'site'>, o: TabOptions = {}): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: web.url,
    viewport: { width: o.width ?? 1440, height: 900 },
    colorScheme: o.scheme ?? 'light',
    javaScriptEnabled: o.javaScript ?? true,
    serviceWorkers: o.worker ? 'allow' : 'block',
  })
  context.setDefaultTimeout(60_000)
  if (o.as) await context.addCookies([{ name: sessionCookie, value: await makeSession(web.site, o.as), url: web.url }])
  const faults: string[] = []
  await context.exposeFunction('reportFault', (fault: string) => faults.push(fault))
  await context.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => reportFault('csp: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))`,
  )
  context.on('request', (request) => {
    if (!request.url().startsWith(web.url) && /^(https?|wss?):/.test(request.url())) faults.push(`left: ${request.url()}`)
  })
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`))
  const page = await context.newPage()
  return { context, page, faults }
}

/** Opens a page and waits until its socket has asked: from then on nothing is missed. */
export async function openLive(page: Page, path: string): Promise<void> {
  // The page that is left may have opened one at this very moment, which ends with it.
  const asked = new Set<WebSocket>()
  const hear = (socket: WebSocket) => void socket.once('framesent', () => asked.add(socket))
  page.on('websocket', hear)
  await page.goto(path)
  await until(() => [...asked].some((socket) => !socket.isClosed()), 'the socket of the page')
  page.off('websocket', hear)
  await wait(100)
}

interface AxeRule {
  id: string
  nodes: { target: string[]; any: { message: string }[] }[]
}

/** What axe-core is asked for: WCAG 2.2 AA and its own best practice. */
export const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe-core finds against WCAG 2.2 AA and its own best practice, one line for each. Everything that folds is opened first. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(`for (const one of document.querySelectorAll('details:not(.menu)')) one.setAttribute('open', '')`)
  await page.evaluate(axe.source)
  const { violations }: { violations: AxeRule[] } = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(axeTags)} })`)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')}: ${node.any[0]?.message ?? ''}`))
}

/** Waits until a field says this. Playwright's own wait for a script does not pass the policy of our pages. */
export async function untilValue(field: Locator, value: string): Promise<void> {
  await until(async () => (await field.inputValue()) === value, `“${value}” in the field`)
}

/** Fails on anything that went wrong in the window so far. */
export const assertSound = (tab: Tab) => assert.deepEqual(tab.faults, [])
