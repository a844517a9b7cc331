import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { changeLook } from '#features/people/change-look.ts'
import { usualLook } from '#base/look.ts'
import { block } from '#features/relationships/block.ts'
import { blockDomain } from '#features/relationships/block-domain.ts'
import { mute } from '#features/relationships/mute.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { requestArchive } from '#features/archives/request-archive.ts'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

suite('how pages look', () => {
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

  for (const javaScript of [true, false])
    test(`is chosen once for all of one’s browsers, with JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.cleo, javaScript })
      await tab.page.goto('/settings/appearance')
      for (const pick of ['Night', 'Largest']) await tab.page.locator('.pick', { hasText: new RegExp(`^${pick}$`) }).click()
      for (const tick of ['More contrast', 'Posts in a serif face', 'Less motion', 'Single keys do something'])
        await tab.page.getByLabel(tick).click()
      await tab.page.getByRole('button', { name: 'Save' }).click()
      await tab.page.locator('[role=status]', { hasText: 'Saved.' }).waitFor()
      const other = await openTab(browser, scene.web, { as: scene.cleo })
      for (const { page } of [tab, other]) {
        if (page === other.page) await page.goto('/home')
        const told = await page.evaluate('({ ...document.documentElement.dataset })')
        assert.deepEqual(told, { theme: 'dark', text: 'largest', contrast: 'more', read: 'serif', motion: 'less', keys: 'off' })
      }
      assert.equal(await other.page.evaluate('getComputedStyle(document.documentElement).fontSize'), '21px')
      await tab.page.getByRole('button', { name: 'Back to how it came' }).click()
      await tab.page.locator('html[data-theme=auto]:not([data-text])').waitFor()
      assertSound(tab)
      await other.context.close()
      await tab.context.close()
    })

  test('has no effect on anybody else', async () => {
    await changeLook(scene.web.site, scene.ben, { ...usualLook, theme: 'dark' })
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.page.goto('/home')
    assert.equal(await tab.page.locator('html').getAttribute('data-theme'), 'auto')
    await tab.context.close()
  })

  const windows = [
    ['light', 320],
    ['dark', 768],
    ['light', 1440],
  ] as const
  for (const [scheme, width] of windows)
    test(`is free of axe findings, policy violations and sideways scrolling in all settings, ${scheme} at ${width} px`, async () => {
      const { site } = scene.web
      await mute(site, scene.ada, scene.ben.accountId, { until: scene.web.clock.now() + 86_400_000 })
      await block(site, scene.ada, scene.cleo.accountId)
      await blockDomain(site, scene.ada, 'social.partner.example')
      const word = { keyword: 'a word of a filter that is rather long', wholeWord: true }
      const wish = { title: 'Sport', action: 'warn', seconds: 3600, keywords: [word] } as const
      const { filter } = await createFilter(site, scene.ada, { ...wish, contexts: ['home', 'thread', 'account'] })
      if (width === 320) await requestArchive(site, scene.ada)
      const tab = await openTab(browser, scene.web, { as: scene.ada, scheme, width })
      const settings = [
        'profile',
        'privacy',
        'appearance',
        'language',
        'filters',
        'filters/new',
        `filters/${filter.id}`,
        'mutes',
        'blocks',
        'data',
        'sessions',
        'push',
      ]
      for (const path of [...settings.map((name) => `/settings/${name}`), '/help', '/help/apps', '/help/keys', '/offline']) {
        await tab.page.goto(path)
        assert.deepEqual(await axeFindings(tab.page), [], path)
        const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${path} is ${wide} px wide`)
      }
      assertSound(tab)
      await tab.context.close()
    })
})
