import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { changeDisplayName } from '#features/accounts/change-display-name.ts'
import { makePerson } from '../people.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('the keyboard in the composer', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    tab = await openTab(browser, scene.web, { as: scene.ada })
    page = tab.page
    await write(scene.web.site, scene.ben, 'A #Kilnhouse and a #Kilo')
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const area = () => page.getByLabel('Your post')
  const options = () => page.locator('.suggestions').getByRole('option')
  const open = async () => {
    await page.goto('/publish')
    await page.evaluate(`sessionStorage.clear()`)
    await page.goto('/publish')
    await page.locator('[data-emoji-button]:not([hidden])').waitFor()
  }

  test('completes the name of a person, a topic, an emoji', async () => {
    await open()
    await area().pressSequentially('Ask @cl')
    await options().first().waitFor()
    assert.match(await options().first().innerText(), /cleo/)
    assert.equal(await area().getAttribute('aria-activedescendant'), 'suggestion-0')
    assert.deepEqual(await axeFindings(page), [])
    await page.keyboard.press('Enter')
    assert.equal(await area().inputValue(), 'Ask @cleo ')
    await area().pressSequentially('about #kil')
    await options().nth(1).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    assert.equal(await area().inputValue(), 'Ask @cleo about #Kilnhouse ')
    await area().pressSequentially(':rocke')
    await options().first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await area().inputValue(), 'Ask @cleo about #Kilnhouse 🚀 ')
    assertSound(tab)
  })

  test('completes also what was typed at home before the box had loaded', async () => {
    // A browser that has none of the scripts yet.
    const fresh = await openTab(browser, scene.web, { as: scene.ada })
    const box = fresh.page.getByLabel('Your post')
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    await fresh.page.goto('/home')
    await fresh.page.route(/\/assets\/chunk-/, async (route) => {
      await held
      await route.continue()
    })
    const asked = fresh.page.waitForRequest(/\/assets\/chunk-/)
    await box.pressSequentially('Ask @cl')
    await asked
    go()
    await fresh.page.locator('.suggestions').getByRole('option', { name: 'cleo' }).waitFor()
    await fresh.page.keyboard.press('Enter')
    assert.equal(await box.inputValue(), 'Ask @cleo ')
    assertSound(fresh)
    await fresh.context.close()
  })

  test('Escape closes what is offered and leaves the text; the arrows and Enter are the text’s again', async () => {
    await open()
    await area().pressSequentially('@be')
    await options().first().waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await options().count(), 0)
    await page.keyboard.press('Enter')
    assert.equal(await area().inputValue(), '@be\n')
  })

  test('a clock, an address and a smiley offer nothing', async () => {
    await open()
    await area().pressSequentially('10:30 me@be :)')
    await wait(500)
    assert.equal(await options().count(), 0)
  })

  // SEC:H11
  test('what people call themselves is text in the list, whatever it looks like', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      '</li><b id=broken>',
      '{{7*7}}',
      '&lt;i&gt;',
      '\u202eevil',
    ]
    for (const [i, name] of names.entries()) {
      const { accountId } = await makePerson(scene.web.site, `nasty${i}`)
      await scene.web.site.store.tx(async (db) => await changeDisplayName(scene.web.site, db, accountId, name))
    }
    page.on('dialog', (dialog) => assert.fail(dialog.message()))
    await open()
    await area().pressSequentially('@nasty')
    await options().nth(5).waitFor()
    const shown = await options().locator('b').allInnerTexts()
    assert.deepEqual(shown.toSorted(), names.toSorted())
    assert.equal(await page.locator('#broken, [role=option] img:not(.emoji), [role=option] script').count(), 0)
    assertSound(tab)
  })

  test('the sheet of emoji opens, is searched, walked by arrows, and puts one where the mark stands', async () => {
    await open()
    await area().fill('Well  done')
    await page.evaluate(`document.getElementById('text').setSelectionRange(5, 5)`)
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.locator('[data-emoji="😀"]').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'emoji-find')
    await page.keyboard.type('clap')
    await page.getByRole('group', { name: 'Found' }).waitFor()
    assert.deepEqual(await axeFindings(page), [])
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.evaluate('document.activeElement.title'), 'clapping hands')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    assert.equal(await area().inputValue(), 'Well 👏 done')
    assert.equal(await page.evaluate('document.activeElement.id'), 'text')
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('.emoji-panel').isVisible(), false)
    assertSound(tab)
  })

  test('Ctrl+Enter sends from any field', async () => {
    await open()
    await area().fill('Sent by keys')
    await page.getByText('Content warning').click()
    await page.getByLabel('What people see before they open it').fill('Keys')
    await page.keyboard.press('Control+Enter')
    await page.locator('article', { hasText: 'Keys' }).waitFor()
  })
})
