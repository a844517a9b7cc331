import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

// web.md, section 8: what was left is there at once when a reader comes back.
suite('Back', () => {
  let scene: Scene
  let browser: Browser
  before(async () => {
    ;[scene, browser] = [await openScene(), await openBrowser()]
  })
  after(async () => {
    await browser?.close()
    await scene?.web.close()
  })

  test('brings a page from the browser’s memory, also one with an open socket', async () => {
    const id = await write(scene.web.site, scene.ben, 'To come back to')
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.context.addInitScript(`addEventListener('pageshow', (event) => { globalThis.fromMemory = event.persisted })`)
    for (const path of ['/home', `/@ben/${id}`, '/@ben', '/publish', '/notifications', '/search?q=back', '/settings/profile']) {
      await tab.page.goto(path)
      await tab.page.goto('/help')
      await tab.page.goBack({ waitUntil: 'commit' })
      const kept: boolean = await tab.page.evaluate('globalThis.fromMemory')
      const reasons: string = await tab.page.evaluate(`JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)`)
      assert.equal(kept, true, `${path}: ${reasons}`)
    }
    await tab.context.close()
  })

  test('is not hindered by a listener that browsers punish', () => {
    const files = readdirSync('src/client', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    assert.ok(files.length > 10)
    for (const file of files) assert.doesNotMatch(readFileSync(`src/client/${file}`, 'utf8'), /['"](?:before)?unload['"]/, file)
  })
})
