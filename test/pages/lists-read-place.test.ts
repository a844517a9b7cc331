import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { markersOf } from '#features/markers/markers.queries.ts'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../people.ts'
import { until } from '../until.ts'
import { assertSound, axeFindings, openBrowser, openLive, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('the place up to which home is read', () => {
  let scene: Scene
  let browser: Browser
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const place = async () => (await markersOf(scene.web.site.store.read, scene.ada.accountId, ['home']))[0]?.lastReadId
  const phone = async (id: number) => await saveMarkers(scene.web.site, scene.ada, [{ timeline: 'home', lastReadId: id }])
  const reaches = async (id: number) => {
    await until(async () => (await place()) === id, `the place ${id}`)
  }
  const many = async (count: number) => {
    const ids: number[] = []
    for (let i = 0; i < count; i++) ids.push(await write(scene.web.site, scene.ben, `number ${i}`))
    return ids
  }

  test('is shown where a phone left it, on the page on which it lies, and moves when the first page has been looked at', async () => {
    const ids = await many(25)
    await phone(ids[9]!)
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    const { page } = tab
    // Nobody looks at the window until the test says so.
    await page.addInitScript(
      `Object.defineProperty(document, 'visibilityState', { get: () => (globalThis.looked ? 'visible' : 'hidden') })`,
    )
    await openLive(page, '/home')
    assert.equal(await page.locator('#here').count(), 1)
    assert.equal(await page.locator('#here + .post').getAttribute('id'), `post-${ids[9]}`)
    assert.equal(await place(), ids[9])
    assert.deepEqual(await axeFindings(page), [])
    await page.evaluate(`globalThis.looked = true; document.dispatchEvent(new Event('visibilitychange'))`)
    await reaches(ids.at(-1)!)
    const next = await write(scene.web.site, scene.ben, 'later')
    await page.locator('#new-posts a').click()
    await reaches(next)
    await page.goto('/home')
    assert.equal(await page.locator('#here').count(), 0)
    assertSound(tab)
    await tab.context.close()
  })

  test('lies between two pages where the older one begins', async () => {
    const ids = await many(21)
    await phone(ids[0]!)
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.page.goto('/home')
    assert.equal(await tab.page.locator('#here').count(), 0)
    await tab.page.locator('a[rel=next]').click()
    await tab.page.locator('#here').waitFor()
    assert.equal(await tab.page.locator('#feed > :first-child').getAttribute('id'), 'here')
    assert.equal(await tab.page.locator('#here ~ .post').first().getAttribute('id'), `post-${ids[0]}`)
    await tab.context.close()
  })

  test('moves without JavaScript when home is opened at its top, and not by an older page', async () => {
    const ids = await many(22)
    await phone(ids[0]!)
    const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript: false })
    await tab.page.goto(`/home?max_id=${ids[1]}`)
    await tab.page.waitForLoadState('networkidle')
    assert.equal(await place(), ids[0])
    await tab.page.goto('/home')
    await reaches(ids.at(-1)!)
    assertSound(tab)
    await tab.context.close()
  })

  test('is put nowhere by an address to which somebody is led, nor by an id that stands not in home', async () => {
    const [id] = await many(1)
    const other = await write(scene.web.site, scene.cleo, '@ben for you alone', { audience: { kind: 'named' } })
    await phone(1)
    const cookie = `${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`
    const ask = async (at: number, dest: string) => {
      const answer = await fetch(`${scene.web.url}/home/read?at=${at}`, { headers: { cookie, 'sec-fetch-dest': dest } })
      assert.equal(answer.status, 204)
      return await place()
    }
    assert.equal(await ask(id!, 'document'), 1)
    assert.equal(await ask(other, 'image'), 1)
    assert.equal(await ask(Number.MAX_SAFE_INTEGER, 'image'), 1)
    assert.equal(await ask(id!, 'image'), id)
  })
})
