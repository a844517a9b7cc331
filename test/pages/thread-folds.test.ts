import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { until } from '../until.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('a thread on its page', () => {
  let scene: Scene
  let browser: Browser
  const chain: number[] = []
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { web, ada, ben, cleo } = scene
    for (let i = 0; i < 6; i++) {
      const replyToId = chain.at(-1) ?? null
      chain.push(await write(web.site, [ben, cleo, ada][i % 3]!, `${'line\n'.repeat(12)}number ${i}`, { replyToId }))
    }
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  for (const javaScript of [true, false])
    test(`folds what lies deep, and stays open where something is done in it, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      const { page } = tab
      await page.goto(`/@ben/${chain[0]}`)
      const fold = page.locator('.more-replies > summary > span:last-child')
      assert.equal((await fold.innerText()).trim(), '3 more from ben, cleo and others')
      const deep = page.locator(`#post-${chain[4]}`)
      assert.equal(await deep.isVisible(), false)
      await fold.click()
      await deep.waitFor()
      // What is done in a fold leaves it open, with a whole page as well.
      await page.locator(`#favourite-${chain[4]}`).press('Enter')
      await page.locator(`#favourite-${chain[4]}[aria-pressed=${javaScript}]`).waitFor()
      assertSound(tab)
      await tab.context.close()
    })

  test('shows the post that was asked for, with what it answers above it; Back puts the reader down where they were', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    const { page } = tab
    const top = async () =>
      await page.locator('.lead').evaluate((lead: { getBoundingClientRect(): { top: number } }) => lead.getBoundingClientRect().top)
    await page.goto(`/@ben/${chain[3]}`)
    await page.locator('.before article >> nth=2').waitFor()
    const near = await top()
    assert.ok(near >= 0 && near < 300, `${near}`)
    await page.evaluate('scrollTo(0, 120)')
    const stood = await top()
    await page.locator('.rail a[href="/lists"]').evaluate((link: { click(): void }) => link.click())
    await page.getByRole('heading', { name: 'Your lists' }).waitFor()
    await page.goBack({ waitUntil: 'commit' })
    await page.locator('.lead').waitFor()
    await until(async () => (await top()) === stood, 'the place at which the reader was')
    assertSound(tab)
    await tab.context.close()
  })

  for (const width of [320, 1440])
    test(`is free of axe findings with its folds open, and of sideways scrolling, at ${width} px`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, width, scheme: width === 320 ? 'dark' : 'light' })
      for (const id of [chain[0], chain[3]]) {
        await tab.page.goto(`/@x/${id}`)
        assert.deepEqual(await axeFindings(tab.page), [])
        const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${wide} px wide`)
      }
      assertSound(tab)
      await tab.context.close()
    })
})
