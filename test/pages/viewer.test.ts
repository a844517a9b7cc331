import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { makePerson } from '../people.ts'
import { quarters } from '../pictures.ts'
import { assertSound, axeFindings, openBrowser, openLive, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'
import { upload } from './upload.ts'

suite('the pictures of a post', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let post: number
  before(async () => {
    ;[scene, browser] = [await openScene(), await openBrowser()]
    const { web, ben } = scene
    const mediaIds = []
    for (const alt of ['Red above green', '', 'لوحة بأربعة ألوان']) mediaIds.push(await upload(web, ben, alt, [2400, 1200]))
    post = await write(web.site, ben, 'Three pictures', { mediaIds })
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  beforeEach(async () => {
    tab = await openTab(browser, scene.web, { as: scene.ada })
    page = tab.page
  })
  afterEach(async () => {
    assertSound(tab)
    await tab.context.close()
  })
  const links = (of = page) => of.locator(`#post-${post} .pics a`)
  const dialog = (of = page) => of.getByRole('dialog', { name: 'Pictures' })
  const place = () => dialog().locator('.pswp__counter')
  const focused = async () => await page.evaluate('document.activeElement.getAttribute("href")')

  test('are asked for nothing until one is pressed, and then open with all of the post', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/home')
    const file = (await links().nth(1).getAttribute('href'))!
    assert.deepEqual([asked.filter((path) => path.includes('viewer')), asked.filter((path) => path === file)], [[], []])
    await links().nth(1).click()
    await place().getByText('2 of 3').waitFor()
    assert.equal(asked.filter((path) => path.includes('viewer') && path.endsWith('.css')).length, 1)
    assert.equal(new URL(page.url()).pathname, '/home')
    // The small version stands there until the file has come.
    await dialog().locator(`img[src$="${file}"]`).first().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await focused(), file)
  })

  test('by keyboard: Enter opens, the arrows go on, the focus stays inside and comes back', async () => {
    await page.goto('/home')
    await links().first().focus()
    await page.keyboard.press('Enter')
    await place().getByText('1 of 3').waitFor()
    await page.keyboard.press('ArrowRight')
    await place().getByText('2 of 3').waitFor()
    const seen = new Set<unknown>()
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      assert.ok(
        await page.evaluate(
          `document.activeElement === document.body || document.querySelector('#viewer').contains(document.activeElement)`,
        ),
      )
      seen.add(await page.evaluate('document.activeElement.ariaLabel'))
    }
    for (const name of ['Close', 'Open the file', 'Next picture', 'Previous picture']) assert.ok(seen.has(name), name)
    await page.keyboard.press('ArrowLeft')
    await place().getByText('1 of 3').waitFor()
    await page.keyboard.press('z')
    await dialog().locator('.pswp--zoomed-in').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await focused(), await links().first().getAttribute('href'))
  })

  test('say what they show, and the words can be put away', async () => {
    // axe measures contrast, so nothing may still fade.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`/@ben/${post}`)
    await links().first().click()
    const words = dialog().locator('#viewer-alt')
    await words.getByText('Red above green').waitFor()
    assert.deepEqual(await axeFindings(page), [])
    const button = dialog().getByRole('button', { name: 'Description' })
    assert.equal(await button.getAttribute('aria-expanded'), 'true')
    await button.click()
    assert.equal(await words.isVisible(), false)
    await dialog().getByRole('button', { name: 'Next picture' }).click()
    await place().getByText('2 of 3').waitFor()
    assert.equal(await button.isVisible(), false)
    await dialog().getByRole('button', { name: 'Next picture' }).click()
    await place().getByText('3 of 3').waitFor()
    assert.equal(await words.isVisible(), false)
    await button.click()
    await words.getByText('لوحة بأربعة ألوان').waitFor()
    await dialog().getByRole('button', { name: 'Close' }).click()
    await dialog().waitFor({ state: 'detached' })
  })

  test('stay open while the page behind changes, and are gone after a visit', async () => {
    await openLive(page, '/home')
    await links().first().click()
    await place().getByText('1 of 3').waitFor()
    await page.evaluate('document.querySelector("live-source").take({ id: "0-999999999", reset: true })')
    await page.waitForResponse((response) => new URL(response.url()).pathname === '/home')
    await page.keyboard.press('ArrowRight')
    await place().getByText('2 of 3').waitFor()
    await page.evaluate(`document.querySelector('.rail [href="/publish"]').click()`)
    await page.waitForURL(/publish/)
    await dialog().waitFor({ state: 'detached' })
    await page.goBack({ waitUntil: 'commit' })
    await links().first().waitFor()
    assert.equal(await dialog().count(), 0)
  })

  test('lie on their own colour until they are there', async () => {
    await page.goto('/home')
    // Red, blue, green and white in equal parts.
    assert.match((await links().first().locator('img').getAttribute('data-c'))!, /^#[0-9a-f]{6}$/)
    assert.notEqual(await links().first().locator('img').getAttribute('data-c'), '#ffffff')
  })

  test('a face and the picture over a profile open too, with their descriptions', async () => {
    const buffer = await quarters(1200, 600).png().toBuffer()
    await page.goto('/settings/profile')
    await page.locator('#avatar').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
    await page.locator('#avatar_description').fill('Ada at her bench')
    await page.locator('#header').setInputFiles({ name: 'lab.png', mimeType: 'image/png', buffer })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('[role=status]:not(:empty)').waitFor()
    await page.goto('/@ada')
    await page.getByRole('link', { name: 'Picture of ada' }).click()
    await dialog().getByText('Ada at her bench').waitFor()
    assert.equal(await dialog().getByRole('button', { name: 'Next picture' }).isVisible(), false)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Picture over the profile of ada' }).click()
    await dialog().locator('.pswp__img:not(.pswp__img--placeholder)').waitFor()
  })

  test('in Arabic go on to the left, in words and numbers of the language', async () => {
    const reader = await makePerson(scene.web.site, 'reader', { locale: 'ar' })
    const own = await openTab(browser, scene.web, { as: reader, width: 360 })
    await own.page.emulateMedia({ reducedMotion: 'reduce' })
    await own.page.goto(`/@ben/${post}`)
    await links(own.page).first().click()
    const box = own.page.getByRole('dialog', { name: 'الصور' })
    const nth = (n: number) => box.getByText(`${n.toLocaleString('ar')} من ${(3).toLocaleString('ar')}`)
    await nth(1).waitFor()
    assert.equal(await box.locator('.pswp__button--arrow--prev').getAttribute('aria-label'), 'الصورة التالية')
    await own.page.keyboard.press('ArrowLeft')
    await nth(2).waitFor()
    assert.deepEqual(await axeFindings(own.page), [])
    assertSound(own)
    await own.context.close()
  })

  test('do not move for somebody who wants less motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('/home')
    await links().first().click()
    await place().getByText('1 of 3').waitFor()
    const moved = () => page.evaluate(`new DOMMatrix(getComputedStyle(document.querySelector('.pswp__container')).transform).m41`)
    await page.keyboard.press('ArrowRight')
    const [at, later] = [await moved(), await page.waitForTimeout(150).then(moved)]
    assert.equal(at, later)
    await place().getByText('2 of 3').waitFor()
  })

  test('lead to their files without JavaScript', async () => {
    const plain = await openTab(browser, scene.web, { as: scene.ada, javaScript: false })
    await plain.page.goto('/home')
    const href = (await links(plain.page).first().getAttribute('href'))!
    await links(plain.page).first().click()
    await plain.page.waitForURL(`**${href}`)
    assertSound(plain)
    await plain.context.close()
  })

  test('lead to their files when the viewer cannot be had', async () => {
    await page.route('**/assets/viewer*', async (route) => await route.abort())
    await page.goto('/home')
    const href = (await links().first().getAttribute('href'))!
    await links().first().click()
    await page.waitForURL(`**${href}`)
  })
})
