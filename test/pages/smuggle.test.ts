import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { eq } from '#db/drizzle.ts'
import { follow } from '#features/relationships/follow.ts'
import { statusCreated, statusEdited } from '#features/statuses/statuses.events.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { EventDef } from '#platform/events/events.ts'
import { openBrowser, openLive, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

// What if the sanitiser failed: markup is put straight into the row, and the policy alone must hold (SEC:B2, SEC:H11).
suite('a script smuggled into a post never runs', () => {
  let scene: Scene
  let browser: Browser
  let foreign: Server
  let page: Page
  const hits: string[] = []
  before(async () => {
    foreign = createServer((_, res) => res.setHeader('content-type', 'text/javascript').end('hit("foreign file")'))
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    scene = await openScene()
    browser = await openBrowser()
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.context.exposeFunction('hit', (what: string) => hits.push(what))
    page = tab.page
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
    foreign.close()
  })

  const markup = () => {
    const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`
    return `<turbo-frame id="trap"><p class="trap">A trap
      <script>hit('inline')</script><script type="module">hit('module')</script>
      <script src="${elsewhere}/evil.js"></script><script src="/@ben/evil.js"></script>
      <img src="/nothing" onerror="hit('handler')"><svg onload="hit('svg')"></svg>
      <iframe srcdoc="<script>parent.hit('srcdoc')</script>"></iframe>
      <object data="data:text/html,<script>parent.hit('object')</script>"></object>
      <a class="js" href="javascript:hit('address')">x</a><button class="js" onclick="hit('click')">x</button>
      <base href="${elsewhere}/"><style>body { --taken: 1 }</style></p></turbo-frame>`
  }
  const poison = async (id: number) =>
    await scene.web.site.store.tx(async (db) => void (await db.update(statuses).set({ content: markup() }).where(eq(statuses.id, id))))
  async function assertInert() {
    await page.locator('.trap').first().waitFor({ state: 'attached' })
    await page.evaluate(`for (const one of document.querySelectorAll('.js')) one.click()`)
    await wait(300)
    assert.deepEqual(hits, [])
    assert.equal(await page.evaluate(`getComputedStyle(document.body).getPropertyValue('--taken')`), '')
    assert.equal(await page.evaluate('new URL("/home", document.baseURI).origin === location.origin'), true)
  }

  test('by a plain load', async () => {
    const id = await write(scene.web.site, scene.ben, 'trap')
    await poison(id)
    await page.goto(`/@ben/${id}`)
    await assertInert()
  })

  test('by a Turbo visit', async () => {
    const id = await write(scene.web.site, scene.ben, 'trap by visit')
    await page.goto('/publish')
    await poison(id)
    await page.evaluate('globalThis.stayed = true')
    await page.locator('.mark').click()
    await assertInert()
    assert.equal(await page.evaluate('globalThis.stayed'), true)
  })

  test('in a Turbo frame', async () => {
    const id = await write(scene.web.site, scene.ben, 'trap in a frame')
    await poison(id)
    await page.goto('/publish')
    await page.evaluate(
      `document.getElementById('main').append(Object.assign(document.createElement('turbo-frame'), { id: 'trap', src: '/@ben/${id}' }))`,
    )
    await assertInert()
  })

  test('in a stream element that changes a post', async () => {
    const id = await write(scene.web.site, scene.ben, 'harmless so far')
    await openLive(page, '/home')
    await poison(id)
    await happen(statusEdited, { statusId: id, accountId: scene.ben.accountId })
    await assertInert()
  })

  test('in a stream element that brings a new post', async () => {
    const lead = await write(scene.web.site, scene.ben, 'the talk of others')
    const id = await write(scene.web.site, scene.cleo, 'an answer', { replyToId: lead })
    await poison(id)
    await openLive(page, '/home')
    assert.equal(await page.locator(`#post-${id}`).count(), 0)
    await follow(scene.web.site, scene.ada, scene.cleo.accountId)
    await happen(statusCreated, { statusId: id, accountId: scene.cleo.accountId })
    await page.locator('#new-posts a').click()
    await assertInert()
  })

  const happen = async <P>(event: EventDef<P>, data: P) =>
    await scene.web.site.store.tx(async (db) => await scene.web.site.events.add(db, event, data))
})
