import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { asFile, quarters } from '../pictures.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

for (const javaScript of [true, false])
  suite(`signs under an announcement with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: Scene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      ;[scene, browser] = [await openScene(), await openBrowser()]
      const dateless = { startsAt: null, endsAt: null, allDay: false }
      await publishAnnouncement(scene.web.site, { text: 'The canteen is open', language: 'en', ...dateless }, null)
      tab = await openTab(browser, scene.web, { as: scene.ada, javaScript, width: 360 })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const pressed = async () => await page.locator('[id^=sign-]').allInnerTexts()
    const unfold = async () => await page.locator('.signs summary').click()

    test('one of those at hand is pressed, an own one too', async (c) => {
      const path = asFile(c, await quarters().png().toBuffer())
      await putEmoji(scene.web.site, { shortcode: 'ship', path, category: null }, { replace: false, who: null })
      await page.goto('/announcements')
      await unfold()
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await page.getByRole('button', { name: 'React with party popper' }).click()
      await page.locator('[id^=sign-]', { hasText: '🎉' }).waitFor()
      if ((await page.locator('.signs details[open]').count()) === 0) await unfold()
      await page.getByRole('button', { name: 'React with ship', exact: true }).click()
      await page.locator('[id^=sign-] img[alt=":ship:"]').waitFor()
      assert.equal((await pressed()).length, 2)
    })

    if (javaScript)
      test('any other is found by its name on the sheet', async () => {
        await page.goto('/announcements')
        await unfold()
        await page.getByRole('searchbox', { name: 'Find an emoji' }).fill('octopus')
        await page.locator('.shelves [data-emoji="🐙"]').click()
        await page.locator('[id^=sign-]', { hasText: '🐙' }).waitFor()
        await page.locator('.signs details:not([open])').waitFor()
      })
    else
      test('any other is typed, and what is none is told at the field', async () => {
        await page.goto('/announcements')
        await unfold()
        await page.getByLabel('Another emoji').fill('octopus')
        await page.getByRole('button', { name: 'React with it' }).click()
        await page.getByText('That is no emoji').waitFor()
        assert.equal(await page.getByLabel('Another emoji').inputValue(), 'octopus')
        await page.getByLabel('Another emoji').fill('🐙')
        await page.getByRole('button', { name: 'React with it' }).click()
        await page.locator('[id^=sign-]', { hasText: '🐙' }).waitFor()
        await unfold()
        await page.getByLabel('Another emoji').fill(':ship:')
        await page.getByRole('button', { name: 'React with it' }).click()
        await page.waitForURL(/announcements/)
        assert.equal((await pressed()).length, 3)
      })

    test('nothing broke the policy', () => assertSound(tab))
  })
