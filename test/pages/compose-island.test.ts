import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { mediaOf } from '#features/media/media.queries.ts'
import { quarters } from '../pictures.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab, untilValue } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

suite('pictures of a post with JavaScript', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let png: Buffer
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    tab = await openTab(browser, scene.web, { as: scene.ada })
    page = tab.page
    png = await quarters().png().toBuffer()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const file = (name: string, buffer = png) => ({ name, mimeType: 'image/png', buffer })
  const kept = () => page.locator('.kept li')
  const open = async () => {
    await page.goto('/publish')
    await page.evaluate(`sessionStorage.clear()`)
    await page.goto('/publish?open=pictures')
    await page.locator('#file-1[multiple]').waitFor()
  }
  /** A paste or a drop, as the browser would report it. */
  const hand = async (kind: 'paste' | 'drop', types: Record<string, string> = {}) =>
    await page.evaluate(`{
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (c) => c.charCodeAt(0))
      data.items.add(new File([bytes], 'handed.png', { type: 'image/png' }))
      for (const [type, text] of Object.entries(${JSON.stringify(types)})) data.setData(type, text)
      const o = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data }
      const event = '${kind}' === 'paste' ? new ClipboardEvent('paste', o) : new DragEvent('drop', o)
      document.getElementById('text').dispatchEvent(event)
    }`)

  test('are sent as they are chosen, several at once, and hang on the post with their words', async () => {
    await open()
    await page.getByLabel('Your post').fill('Chosen')
    await page.getByLabel('Add pictures').setInputFiles([file('one.png'), file('two.png')])
    await kept().nth(1).waitFor()
    assert.equal(await page.locator('#file-1').evaluate((one) => (one as unknown as { files: unknown[] }).files.length), 0)
    await kept().nth(0).locator('textarea').fill('The first')
    await kept().nth(1).locator('textarea').fill('The second')
    await kept().nth(1).locator('select').selectOption('1')
    assert.deepEqual(await axeFindings(page), [])
    await page.locator('.sendbar button').click()
    const post = page.locator('article', { hasText: 'Chosen' })
    await post.waitFor()
    const media = await mediaOf(scene.web.site.store.read, [Number((await post.getAttribute('id'))!.slice(5))])
    assert.deepEqual(
      media.map(({ alt }) => alt),
      ['The second', 'The first'],
    )
    assertSound(tab)
  })

  test('are pasted into the text and dropped on the form; a text that brings a picture along stays a text', async () => {
    await open()
    await hand('paste')
    await kept().nth(0).waitFor()
    await hand('drop')
    await kept().nth(1).waitFor()
    await hand('paste', { 'text/plain': 'a cell of a table' })
    await hand('drop')
    await kept().nth(2).waitFor()
    assert.equal(await kept().count(), 3)
    assertSound(tab)
  })

  test('show how far they are, and a post that is sent meanwhile waits for them', async () => {
    await open()
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    await page.route('**/media', async (route) => {
      await held
      await route.continue()
    })
    await page.getByLabel('Your post').fill('Sent too early')
    await page.getByLabel('Add pictures').setInputFiles(file('slow.png'))
    await page.getByRole('progressbar', { name: 'Sending slow.png' }).waitFor()
    await page.locator('.sendbar button').click()
    await page.getByText('The post goes as soon as its pictures are there').waitFor()
    assert.match(page.url(), /publish/)
    go()
    const post = page.locator('article', { hasText: 'Sent too early' })
    await post.waitFor()
    assert.equal(await post.locator('.pics img').count(), 1)
    await page.unroute('**/media')
    assertSound(tab)
  })

  test('that are none, and one too many, are told; nothing else is lost', async () => {
    await open()
    await page.getByLabel('Your post').fill('Still here')
    await page.getByLabel('Add pictures').setInputFiles(file('no.png', Buffer.from('%PDF-1.7')))
    await page.getByText('Only pictures can be uploaded').waitFor()
    await page.getByLabel('Add pictures').setInputFiles(['1', '2', '3', '4', '5'].map((name) => file(`${name}.png`)))
    await page.getByText('At most 4 pictures').waitFor()
    await kept().nth(3).waitFor()
    await page.locator('.sending').first().waitFor({ state: 'detached' })
    assert.equal(await kept().count(), 4)
    assert.equal(await page.getByLabel('Your post').inputValue(), 'Still here')
  })

  test('and all that was typed come back after a reload, and not after the post was sent', async () => {
    await open()
    await page.getByLabel('Your post').fill('Kept over a reload')
    await page.getByLabel('Add pictures').setInputFiles(file('kept.png'))
    await kept().first().locator('textarea').fill('What it shows')
    await page.getByText('Content warning').click()
    await page.getByLabel('What people see before they open it').fill('A warning')
    await page.locator('.pick', { hasText: 'My followers' }).click()
    await page.reload()
    await kept().first().waitFor()
    await untilValue(kept().first().locator('textarea'), 'What it shows')
    assert.equal(await page.getByLabel('Your post').inputValue(), 'Kept over a reload')
    assert.equal(await page.getByLabel('What people see before they open it').inputValue(), 'A warning')
    assert.ok(await page.getByRole('radio', { name: 'My followers' }).isChecked())
    await page.locator('.sendbar button').click()
    await page.locator('article', { hasText: 'A warning' }).waitFor()
    await page.goto('/publish')
    await page.locator('[data-emoji-button]:not([hidden])').waitFor()
    assert.equal(await page.getByLabel('Your post').inputValue(), '')
    assert.equal(await kept().count(), 0)
    assertSound(tab)
  })
})
