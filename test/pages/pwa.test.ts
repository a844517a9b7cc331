import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page, Worker } from 'playwright-core'
import { sessionCookie } from '#features/signin/session-life.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab } from './browser.ts'
import { pushInto, workerOf } from './push-into.ts'
import { openScene, type Scene } from './scene.ts'

suite('the installed app', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let worker: Worker
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    tab = await openTab(browser, scene.web, { as: scene.ada, worker: true })
    await tab.context.grantPermissions(['notifications'])
    page = tab.page
    await page.goto('/home')
    worker = await workerOf(page)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  test('has a name and icons, and takes what is shared', async () => {
    const answer = await fetch(`${scene.web.url}/manifest.webmanifest`, { headers: { 'accept-language': 'de' } })
    assert.equal(answer.headers.get('content-type'), 'application/manifest+json')
    const manifest = (await answer.json()) as {
      name: string
      icons: { src: string; sizes: string }[]
      shortcuts: { name: string }[]
      share_target: { action: string }
    }
    assert.equal(manifest.name, scene.web.site.config.instance.name)
    assert.deepEqual(
      manifest.shortcuts.map(({ name }) => name),
      ['Schreiben', 'Mitteilungen'],
    )
    assert.equal(manifest.share_target.action, '/publish')
    for (const { src } of manifest.icons) {
      const icon = await fetch(scene.web.url + src)
      assert.equal(icon.headers.get('content-type'), 'image/png', src)
    }
    const cdp = await tab.context.newCDPSession(page)
    const { errors } = await cdp.send('Page.getAppManifest')
    assert.deepEqual(errors, [])
    await page.goto('/publish?text=Shared%20words')
    assert.equal(await page.getByLabel('Your post').inputValue(), 'Shared words')
  })

  // SEC:B2
  test('runs a worker that may ask nobody but us, and is asked for anew each time', async () => {
    const answer = await fetch(`${scene.web.url}/sw.js`)
    assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; connect-src 'self'")
    assert.equal(answer.headers.get('cache-control'), 'no-cache')
    assert.doesNotMatch(await answer.text(), /^\s*(?:import|export)\b/m)
  })

  test('shows a page of its own without network, and the wanted one as soon as it is back', async () => {
    await tab.context.setOffline(true)
    await page.goto('/settings/profile')
    await page.getByRole('heading', { name: 'No connection' }).waitFor()
    assert.equal(await page.getByRole('navigation').count(), 0)
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".btn.main")).display'), 'inline-flex')
    assert.deepEqual(await axeFindings(page), [])
    await tab.context.setOffline(false)
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
  })

  test('keeps nothing of a person', async () => {
    const kept: { path: string; text: string }[] = await worker.evaluate(`(async () => {
      const found = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) found.push({ path: new URL(request.url).pathname, text: await (await cache.match(request)).text() })
      }
      return found
    })()`)
    assert.ok(kept.some(({ path }) => path === '/offline'))
    assert.deepEqual(
      kept.filter(({ path }) => !/^\/(?:offline$|assets\/)/.test(path)),
      [],
    )
    const page_ = kept.find(({ path }) => path === '/offline')!
    assert.doesNotMatch(page_.text, /ada|csrf/i)
  })

  test('shows what a push says, and opens only paths of our own', async () => {
    const pushUntilShown = await pushInto(page, worker)
    const said = { title: 'ben mentioned you', body: 'Lunch?', notification_id: 7, path: '/@ben' }
    const found = await pushUntilShown(JSON.stringify(said), said.title)
    assert.deepEqual(found, { title: 'ben mentioned you', body: 'Lunch?', tag: '7', data: { path: '/@ben' } })
    const host = new URL(scene.web.url).host
    assert.equal((await pushUntilShown('no JSON', host))?.title, host)
    const click = (path: string) =>
      `dispatchEvent(Object.assign(new Event('notificationclick'), { waitUntil: () => undefined, notification: { close: () => undefined, data: { path: '${path}' } } }))`
    await page.goto('/home')
    await worker.evaluate(click('/@ben'))
    await page.waitForURL(/\/@ben$/)
    await worker.evaluate(click('//evil.example/x'))
    await page.waitForURL(`${scene.web.url}/notifications`)
  })

  test('nobody in particular may ask for its files, and a person’s cookie changes nothing in them', async () => {
    const cookie = `${sessionCookie}=${(await tab.context.cookies())[0]?.value}`
    const plain = await (await fetch(`${scene.web.url}/manifest.webmanifest`)).text()
    assert.equal(await (await fetch(`${scene.web.url}/manifest.webmanifest`, { headers: { cookie } })).text(), plain)
  })

  test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
})
