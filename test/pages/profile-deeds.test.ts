import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createList } from '#features/lists/create-list.ts'
import { listsWith } from '#features/lists/lists.queries.ts'
import { follow } from '#features/relationships/follow.ts'
import { loadRelationships } from '#features/relationships/relationships.json.ts'
import { makePerson } from '../people.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

for (const javaScript of [true, false])
  suite(`what is done about a person with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: Scene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const between = async (other = scene.ben) =>
      (await loadRelationships(scene.web.site.store.read, scene.ada.accountId, [other.accountId])).get(other.accountId)!
    const said = async (text: string) => await page.locator('[role=status]', { hasText: text }).first().waitFor()
    /** Opens the menu of the profile and presses an entry. */
    const choose = async (name: string) => {
      await page.locator('#person-more').click()
      await page.locator('.person-menu').getByText(name, { exact: true }).click()
    }

    test('the bell, boosts, recommendation and lists of somebody who is followed', async () => {
      await page.goto('/@ben')
      await page.locator('#bell').click()
      await page.locator('#bell[aria-pressed=true]').waitFor()
      assert.equal((await between()).follow?.notify, true)
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'bell')
      await choose('Hide what they boost')
      await said('What they boost is hidden')
      assert.equal((await between()).follow?.reblogs, false)
      await choose('Recommend on my profile')
      await said('Recommended on your profile')
      assert.equal((await between()).endorsed, true)
      const list = await createList(scene.web.site, scene.ada, { title: 'Line 4', repliesPolicy: 'list', exclusive: false })
      await choose('Put on a list')
      await page.getByLabel('Line 4').check()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL(/@ben/)
      const on = async () => (await listsWith(scene.web.site.store.read, scene.ada.accountId, scene.ben.accountId)).map((one) => one.id)
      assert.deepEqual(await on(), [list.id])
      await choose('Put on a list')
      await page.getByLabel('Line 4').uncheck()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL(/@ben/)
      assert.deepEqual(await on(), [])
      await page.goto('/@ada')
      await page.getByRole('heading', { name: 'ada recommends' }).waitFor()
    })

    test('a mute for a while, and its end', async () => {
      await page.goto('/@ben')
      await choose('Mute')
      await page.getByLabel('How long').selectOption({ label: 'For a day' })
      await page.getByText('Posts only').click()
      await page.getByRole('button', { name: 'Mute' }).click()
      await said('Muted')
      assert.deepEqual((await between()).mute, {
        targetId: scene.ben.accountId,
        hideNotifications: false,
        until: scene.web.clock.now() + 86_400_000,
      })
      await choose('Hear again')
      await said('You hear of them again')
      assert.equal((await between()).mute, null)
    })

    test('a follower is taken off, a person blocked after one question, and unblocked', async () => {
      await follow(scene.web.site, scene.ben, scene.ada.accountId)
      await page.goto('/@ben')
      await page.getByText('Follows you', { exact: true }).waitFor()
      await choose('Take off my followers')
      await said('Follows you no longer')
      assert.equal((await between()).followedBy, false)
      await choose('Block')
      await page.getByRole('heading', { name: 'Block ben?' }).waitFor()
      await page.getByRole('button', { name: 'Block' }).click()
      await said('Blocked')
      assert.equal((await between()).blocking, true)
      assert.equal(await page.getByRole('button', { name: 'Follow ben' }).count(), 0)
      await choose('Unblock')
      await page.getByRole('button', { name: 'Follow ben' }).waitFor()
      assert.equal((await between()).blocking, false)
    })

    test('a note that nobody else sees', async () => {
      await page.goto('/@cleo')
      await page.getByLabel('Note about cleo').fill('Likes specs before calls')
      await page.getByRole('button', { name: 'Keep the note' }).click()
      await said('The note is kept')
      assert.equal(await page.getByLabel('Note about cleo').inputValue(), 'Likes specs before calls')
      assert.equal((await between(scene.cleo)).note, 'Likes specs before calls')
    })

    test('somebody who decides who follows is asked, and asks', async () => {
      const locked = await makePerson(scene.web.site, 'locked', { locked: true })
      await page.goto('/@locked')
      await page.getByText('Decides who follows').waitFor()
      await page.getByRole('button', { name: 'Follow locked' }).click()
      await page.getByRole('button', { name: /^Asked to follow/ }).click()
      await page.getByRole('button', { name: 'Follow locked' }).waitFor()
      await follow(scene.web.site, scene.ada, locked.accountId)
      const other = await openTab(browser, scene.web, { as: locked, javaScript })
      await other.page.goto('/@ada')
      await other.page.getByText('ada asks to follow you.').waitFor()
      await other.page.getByRole('button', { name: 'Let in' }).click()
      await other.page.getByText('Follows you', { exact: true }).waitFor()
      assert.notEqual((await between(locked)).follow, null)
      assertSound(other)
      await other.context.close()
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
