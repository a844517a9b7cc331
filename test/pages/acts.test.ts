import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { favourite } from '#features/statuses/favourite.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { assertSound, axeFindings, openBrowser, openLive, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('what people do with a post', () => {
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

  const flags = async (id: number) => (await loadStatusParts(scene.web.site, scene.web.site.store.read, [id], scene.ada))[0]!.flags

  for (const javaScript of [true, false])
    test(`is done and taken back by a button, ${javaScript ? 'in place' : 'without JavaScript'}, and the focus stays on it`, async () => {
      const id = await write(scene.web.site, scene.ben, `worth a star ${String(javaScript)}`)
      const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      await tab.page.goto('/home')
      for (const name of ['favourite', 'boost', 'bookmark']) {
        const button = tab.page.locator(`#${name}-${id}`)
        assert.equal(await button.getAttribute('aria-pressed'), 'false')
        await button.press('Enter')
        await tab.page.locator(`#${name}-${id}[aria-pressed=true][formaction$=un${name}]`).waitFor()
        if (javaScript) assert.equal(await tab.page.evaluate('document.activeElement.id'), `${name}-${id}`)
        else assert.match(tab.page.url(), new RegExp(`/home#post-${id}$`))
      }
      const done = await flags(id)
      assert.deepEqual([done.favourited, done.boosted, done.bookmarked], [true, true, true])
      await tab.page.locator(`#favourite-${id}`).press('Enter')
      await tab.page.locator(`#favourite-${id}[aria-pressed=false][formaction$="/favourite"]`).waitFor()
      assert.equal((await flags(id)).favourited, false)
      if (javaScript) assert.deepEqual(await axeFindings(tab.page), [])
      assertSound(tab)
      await tab.context.close()
    })

  test('a favourite of somebody else is counted on an open page without a reload', async () => {
    const id = await write(scene.web.site, scene.ben, 'watched')
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await openLive(tab.page, '/home')
    await favourite(scene.web.site, scene.cleo, id)
    await tab.page.locator(`#favourite-${id} .n`, { hasText: '1' }).waitFor()
    assertSound(tab)
    await tab.context.close()
  })

  test('a favourite that the server refuses goes back by itself', async () => {
    const id = await write(scene.web.site, scene.ben, 'refused')
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.page.goto('/home')
    await tab.page.route('**/posts/*/favourite', async (route) => await route.abort())
    const button = tab.page.locator(`#favourite-${id}`)
    await button.press('Enter')
    await tab.page.locator(`#favourite-${id}[aria-pressed=false]`).waitFor()
    assert.equal((await flags(id)).favourited, false)
    await tab.context.close()
  })
})
