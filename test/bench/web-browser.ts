import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { SeededWeb } from './web-seed.ts'

/** A network as CDP emulates it: ms there and back, bits per second. Null = the machine's own loopback. */
export interface Network {
  latency: number
  down: number
  up: number
}

/** 9 Mbit/s and 170 ms there and back: WebPageTest's "4G", which is also what a VPN over a hotel's line gives. */
export const fourG: Network = { latency: 170, down: 9_000_000, up: 9_000_000 }

export const openChromium = async (): Promise<Browser> =>
  await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })

/** Collects what the page itself measures; runs before any script of the page. */
const observers = `
  globalThis.seen = { lcp: 0, cls: 0, worst: 0, what: '' }
  new PerformanceObserver((list) => { for (const e of list.getEntries()) { seen.lcp = e.startTime; seen.what = (e.element?.tagName ?? '') + '.' + (e.element?.className ?? '') } }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (e.interactionId) seen.worst = Math.max(seen.worst, e.duration) }).observe({ type: 'event', durationThreshold: 16, buffered: true })`

/** What a cold visit showed; ms, except for `cls`. */
export interface Visit {
  lcp: number
  /** The element that it was. */
  what: string
  cls: number
  requests: number
}

/** Requests that left the origin and answers other than 2xx, in all windows of a run. */
export const faults: string[] = []

async function openWindow(
  browser: Browser,
  url: string,
  seeded: SeededWeb,
  width: number,
): Promise<{ context: BrowserContext; page: Page; asked: string[] }> {
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 }, serviceWorkers: 'block' })
  await context.addCookies([{ ...seeded.cookie, url }])
  await context.addInitScript(observers)
  const asked: string[] = []
  context.on('request', (request) => {
    if (!/^https?:/.test(request.url())) return
    asked.push(request.url())
    if (!request.url().startsWith(url)) faults.push(`left the origin: ${request.url()}`)
  })
  context.on('response', (response) => {
    const status = response.status()
    // A form is answered by 303, and what a browser has already by 304.
    if ((status < 200 || status > 299) && status !== 303 && status !== 304) faults.push(`${response.url()} answered ${status}`)
  })
  return { context, page: await context.newPage(), asked }
}

/** One load with an empty cache. */
export async function visit(browser: Browser, url: string, seeded: SeededWeb, path: string, network: Network | null): Promise<Visit> {
  const { context, page, asked } = await openWindow(browser, url, seeded, 1440)
  try {
    if (network) {
      const cdp = await context.newCDPSession(page)
      const { latency, down, up } = network
      await cdp.send('Network.enable')
      await cdp.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: down / 8,
        uploadThroughput: up / 8,
      })
    }
    await page.goto(path, { waitUntil: 'load' })
    await wait(500)
    const seen = (await page.evaluate('seen')) as { lcp: number; what: string; cls: number }
    return { ...seen, requests: asked.length }
  } finally {
    await context.close()
  }
}

/** What a person does, each with the slowest answer of the page to it, ms: from the touch to the next picture. Below 16 it is not told. */
export async function interactions(browser: Browser, url: string, seeded: SeededWeb): Promise<Record<string, number>> {
  const { context, page } = await openWindow(browser, url, seeded, 1440)
  const found: Record<string, number> = {}
  const measure = async (name: string, deed: () => Promise<void>) => {
    await page.evaluate('seen.worst = 0')
    await deed()
    await wait(600)
    found[name] = (await page.evaluate('seen.worst')) as number
  }
  try {
    await page.goto(seeded.pages.home)
    await wait(500)
    await measure('favourite', async () => {
      const star = page.locator('article .star').first()
      await star.click()
      await page.locator('article .star[aria-pressed=true]').first().waitFor()
    })
    await measure('open the picture', async () => await page.locator('.pics a').first().click())
    await page.keyboard.press('Escape')
    await wait(600)
    await measure('open a thread', async () => {
      await page.locator('article .when').first().click()
      await page.locator('.lead').waitFor()
    })
    await measure('open the composer', async () => {
      await page.locator('.rail .write a').click()
      await page.locator('#text').waitFor()
    })
    await measure('type', async () => await page.locator('#text').pressSequentially('A sentence about the pump, @auth', { delay: 40 }))
    await measure('open a menu', async () => await page.locator('.rail .menu summary').click())
    return found
  } finally {
    await context.close()
  }
}
