import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { changeLook } from '#features/people/change-look.ts'
import { usualLook } from '#base/look.ts'
import { keyPlaces, postKeys } from '#base/keys.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('help and the keyboard', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let ids: number[]
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    ids = []
    for (const text of ['third', 'second', 'first']) ids.unshift(await write(scene.web.site, scene.ben, text))
    ids.unshift(await write(scene.web.site, scene.ben, 'behind', { warning: 'A curtain' }))
    tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = tab.page
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  /** The address changes when a visit begins; the next one must not cut it off. */
  async function arrive(at: RegExp) {
    await page.waitForURL(at)
    await page.locator('html:not([aria-busy])').waitFor()
  }
  const focused = async (): Promise<string> => await page.evaluate('document.activeElement.id')

  test('for phones tells the server’s name, copies it, and draws the code of this very page', async () => {
    await page.goto('/help/apps')
    const host = new URL(scene.web.url).host
    assert.equal(await page.getByLabel('Server', { exact: true }).inputValue(), host)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.locator('#status', { hasText: 'Copied.' }).waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), host)
    assert.ok(await page.getByRole('img', { name: 'QR code with the address of this page' }).isVisible())
    const quiet = await openTab(browser, scene.web, { as: scene.ada, javaScript: false })
    await quiet.page.goto('/help/apps')
    assert.equal(await quiet.page.getByRole('button', { name: 'Copy' }).isVisible(), false)
    await quiet.context.close()
  })

  test('the table of keys has a line for every key that does something with a post or leads somewhere', async () => {
    await page.goto('/help/keys')
    const told = (await page.locator('kbd').allInnerTexts()).map((key) => key.trim())
    for (const key of [...Object.keys(keyPlaces), ...Object.keys(postKeys)]) assert.ok(told.includes(key), key)
  })

  test('j and k go from post to post; f, x and r do something with the one that has the focus', async () => {
    await page.goto('/home')
    await page.keyboard.press('j')
    assert.equal(await focused(), `post-${ids[0]}`)
    await page.keyboard.press('x')
    assert.ok(await page.getByText('behind').isVisible())
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    assert.equal(await focused(), `post-${ids[1]}`)
    await page.keyboard.press('f')
    await page.locator(`#favourite-${ids[1]}[formaction$=unfavourite]`).waitFor()
    const [parts] = await loadStatusParts(scene.web.site, scene.web.site.store.read, [ids[1]!], scene.ada)
    assert.equal(parts?.flags.favourited, true)
    await page.keyboard.press('0')
    await page.keyboard.press('r')
    await arrive(/\/publish\?in_reply_to=/)
  })

  test('Enter opens the post, Backspace goes back, g and a letter leads away, ? explains', async () => {
    await page.goto('/home')
    await page.keyboard.press('0')
    await page.keyboard.press('Enter')
    await arrive(new RegExp(`/@ben/${ids[0]}$`))
    await page.keyboard.press('Backspace')
    await arrive(/\/home$/)
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await arrive(/\/@ada$/)
    await page.keyboard.press('?')
    await arrive(/\/help\/keys$/)
    await page.keyboard.press('n')
    await arrive(/\/publish$/)
  })

  test('no key does anything while somebody types, with a modifier, or when they are switched off', async () => {
    await page.goto('/home')
    await page.getByLabel('Your post').first().pressSequentially('jkn?gu')
    assert.match(page.url(), /\/home$/)
    assert.equal(await page.getByLabel('Your post').first().inputValue(), 'jkn?gu')
    await page.locator('h1').click()
    await page.keyboard.press('Alt+n')
    assert.equal(await page.evaluate('document.activeElement.matches("#say, article")'), false)
    await changeLook(scene.web.site, scene.ada, { ...usualLook, keys: false })
    await page.goto('/home')
    await page.keyboard.press('j')
    assert.equal(await page.evaluate('document.activeElement.matches("article")'), false)
    await page.goto('/help/keys')
    await page.getByText('Single keys are switched off at the moment').waitFor()
  })

  test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
})
