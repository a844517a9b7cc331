import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

suite('every page about what one is told', () => {
  let scene: ToldScene
  let browser: Browser
  before(async () => {
    scene = await openToldScene()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  const windows = [
    ['light', 320, ''],
    ['dark', 768, 'rtl'],
    ['light', 1440, 'rtl'],
    ['dark', 360, ''],
  ] as const
  for (const [scheme, width, dir] of windows)
    test(`is free of axe findings, policy violations and sideways scrolling, ${scheme} ${dir} at ${width} px`, async () => {
      const walks = [
        [scene.ada, '/notifications', '/notifications/polls', '/notifications/clear', '/conversations', '/announcements'],
        [scene.cleo, '/notifications/boosts', '/conversations', '/follow-requests', '/notifications/requests'],
        [scene.lena, '/notifications', '/notifications/requests', '/follow-requests', '/settings/notifications'],
      ] as const
      for (const [who, ...paths] of walks) {
        const tab = await openTab(browser, scene.web, { as: who, scheme, width })
        const look = async (path: string) => {
          assert.equal((await tab.page.goto(path))?.status(), 200, path)
          if (dir) await tab.page.evaluate(`document.documentElement.dir = '${dir}'`)
          assert.deepEqual(await axeFindings(tab.page), [], path)
          const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
          assert.ok(wide <= width, `${path} is ${wide} px wide`)
          const next = tab.page.locator('.rows a.who[href^="/conversations/"], .rows a.who[href^="/notifications/requests/"]')
          return (await next.count()) > 0 ? await next.first().getAttribute('href') : null
        }
        for (const path of paths) {
          const next = await look(path)
          if (next) await look(next)
          if (next?.startsWith('/conversations')) await look(`${next}/delete`)
        }
        assertSound(tab)
        await tab.context.close()
      }
    })

  test('the bar of a phone has five places', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada, width: 360 })
    await tab.page.goto('/home')
    const names = await tab.page.locator('.rail > ul > li:visible').allInnerTexts()
    assert.deepEqual(
      names.map((one) => one.split('\n').find((line) => /[A-Z][a-z]/.test(line))),
      ['Home', 'Messages', 'Write', 'Notifications', 'You'],
    )
    await tab.context.close()
  })
})
