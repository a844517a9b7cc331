import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { makePerson } from '../people.ts'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

describe('pages in Arabic and Japanese', () => {
  let scene: Scene
  let browser: Browser
  before(async () => {
    ;[scene, browser] = [await openScene(), await openBrowser()]
    await write(scene.web.site, scene.ada, 'A post to look at')
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  for (const [locale, dir, home] of [
    ['ar', 'rtl', 'الرئيسية'],
    ['ja', 'ltr', 'ホーム'],
  ] as const)
    test(`${locale}: ${dir}, nothing beside the screen, numbers and times of the language, axe finds nothing`, async () => {
      const person = await makePerson(scene.web.site, `reader_${locale}`, { locale })
      for (const width of [360, 1440]) {
        const tab = await openTab(browser, scene.web, { as: person, width })
        for (const path of ['/home', '/publish', '/settings/profile', '/notifications']) {
          await tab.page.goto(path)
          const html = tab.page.locator('html')
          assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], [locale, dir])
          assert.ok(await tab.page.getByRole('link', { name: home, exact: true }).first().isVisible(), path)
          const beside = await tab.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
          assert.equal(beside, 0, `${path} at ${width}`)
          assert.deepEqual(await axeFindings(tab.page), [], `${path} at ${width}`)
        }
        await tab.page.goto('/home')
        const post = tab.page.locator('article.post', { hasText: 'A post to look at' })
        const seen = await post.locator('time').first().textContent()
        const now = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: person.timeZone })
        assert.equal(seen, now.format(new Date((await post.locator('time').first().getAttribute('datetime'))!)))
        assertSound(tab)
        await tab.context.close()
      }
    })

  test('icons that point somewhere are mirrored, the others are not', async () => {
    const person = await makePerson(scene.web.site, 'reader_mirrored', { locale: 'ar' })
    const tab = await openTab(browser, scene.web, { as: person })
    await tab.page.goto('/home')
    const transform = (icon: string) => tab.page.evaluate(`getComputedStyle(document.querySelector('.acts ${icon}')).transform`)
    assert.equal(await transform('.flip'), 'matrix(-1, 0, 0, 1, 0, 0)')
    assert.equal(await transform('.i:not(.flip)'), 'none')
    await tab.context.close()
  })
})
