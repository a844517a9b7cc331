import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { markersOf } from '#features/markers/markers.queries.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makePerson, makeSession } from '../people.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

for (const javaScript of [true, false]) {
  suite(`the page of notifications with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: ToldScene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openToldScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const sentences = async () => (await page.locator('.notes .what').allTextContents()).map((one) => one.trim())
    const marker = async () => (await markersOf(scene.web.site.store.read, scene.ada.accountId, ['notifications']))[0]?.lastReadId ?? 0
    const everything = [
      'New: Your poll has ended',
      'New: ben wrote to you',
      'New: cleo and ben follow you now',
      'New: emil and ben boosted your post',
      'New: hana, gus, and 4 others favourited your post',
      'New: cleo answered you',
      'New: ben mentioned you',
    ]

    test('a look ahead, and a page of one kind, leave everything unread', async () => {
      const headers = { cookie: `${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`, 'x-sec-purpose': 'prefetch' }
      assert.equal((await fetch(`${scene.web.url}/notifications`, { headers })).status, 200)
      await page.goto('/notifications/mentions')
      assert.equal(await marker(), 0)
      assert.equal((await page.locator('#count-notifications').textContent())?.trim(), '7 new')
    })

    test('says what happened, like things together, the unread with light at their edge', async () => {
      await page.goto('/notifications')
      assert.deepEqual(await sentences(), everything)
      assert.equal(await page.locator('.notes > .new').count(), 7)
      assert.match(await page.locator('.notes > li', { hasText: 'favourited' }).locator('.snip').innerText(), /^The roadmap for Probe 8/)
      assert.match(await page.locator('.notes > li', { hasText: 'mentioned you' }).locator('.text').innerText(), /two customers/)
      assert.equal(await page.locator('.notes > li', { hasText: 'poll' }).locator('.result').count(), 2)
    })

    test('opening it has moved the marker that phones know, and the number in the rail is gone', async () => {
      assert.equal(await page.locator('#count-notifications').innerText(), '')
      const top = await page.locator('.notes > li').first().getAttribute('id')
      assert.equal(`told-${await marker()}`, top)
      await page.goto('/notifications')
      assert.equal(await page.locator('.notes > .new').count(), 0)
      assert.deepEqual(
        await sentences(),
        everything.map((one) => one.replace('New: ', '')),
      )
    })

    test('links lead to each kind by itself', async () => {
      const kinds = { Mentions: 3, Favourites: 1, Boosts: 1, Follows: 1, Polls: 1 }
      for (const [name, count] of Object.entries(kinds)) {
        await page.getByRole('link', { name, exact: true }).click()
        await page.locator('.seg [aria-current]', { hasText: name }).waitFor()
        assert.equal(await page.locator('.notes > li').count(), count, name)
      }
      await page.getByRole('link', { name: 'Everything', exact: true }).click()
      await page.locator('.seg [aria-current]', { hasText: 'Everything' }).waitFor()
    })

    test('one group is deleted where it stands, with the focus kept near, and is gone on the next look', async () => {
      const row = page.locator('.notes > li', { hasText: 'favourited' })
      await row.getByRole('button').click()
      await page.getByText('The notification is deleted.').first().waitFor()
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.textContent'), 'The notification is deleted.')
      else assert.equal(new URL(page.url()).pathname, '/notifications')
      await page.goto('/notifications')
      assert.equal((await sentences()).length, 6)
      assert.equal(await page.getByText('favourited').count(), 0)
    })

    test('all of it is deleted after a question', async () => {
      await page.goto('/notifications')
      await page.getByRole('link', { name: 'Delete all notifications' }).click()
      await page.getByRole('heading', { name: 'Delete all notifications?' }).waitFor()
      await page.getByRole('button', { name: 'Delete all of it' }).click()
      await page.getByRole('heading', { name: 'Nothing so far' }).waitFor()
      assert.equal(await page.locator('.notes > li').count(), 0)
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'main')
    })

    test('longer lists are walked by links, and no group comes twice', async () => {
      const { web, ada } = scene
      for (let i = 0; i < 25; i++) {
        const one = await makePerson(web.site, `fan${i}`)
        await favourite(web.site, one, scene.liked)
        // A new group for each, since a group lasts twelve hours.
        web.clock.advance(13 * 3_600_000)
        await scene.work()
      }
      await scene.web.site.events.catchUp()
      const fresh = await openTab(browser, web, { as: ada, javaScript })
      await fresh.page.goto('/notifications')
      assert.equal(await fresh.page.locator('.notes > li').count(), 20)
      const first = await fresh.page.locator('.notes > li').evaluateAll((rows) => rows.map((row) => row.id))
      await fresh.page.getByRole('link', { name: 'Older notifications' }).click()
      await fresh.page.waitForURL(/max_id/)
      await fresh.page.getByText('That is everything.').waitFor()
      const second = await fresh.page.locator('.notes > li').evaluateAll((rows) => rows.map((row) => row.id))
      assert.equal(new Set([...first, ...second]).size, 25)
      await fresh.page.getByRole('link', { name: 'Newer notifications' }).click()
      await fresh.page.waitForURL(/notifications$/)
      await fresh.context.close()
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
}
