import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { listsOf, memberIds } from '#features/lists/lists.queries.ts'
import { showTag } from '#features/tags/show-tag.ts'
import { boost } from '#features/statuses/boost.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

for (const javaScript of [true, false])
  suite(`lists, topics and people with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
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
    const read = () => scene.web.site.store.read
    const said = async (text: string) => await page.locator('[role=status]', { hasText: text }).first().waitFor()

    test('a list is made, filled, changed, emptied and deleted', async () => {
      await page.goto('/lists')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Give it a name of at most 256 characters.').waitFor()
      await page.getByLabel('Name').fill('Line 4')
      await page.getByRole('button', { name: 'Save' }).click()
      await said('The list is there')
      await page.locator('#q').fill('be')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByRole('button', { name: 'Add · ben' }).click()
      await said('Added to the list')
      const [list] = await listsOf(read(), scene.ada.accountId)
      const members = async () => await memberIds(read(), list!.id, { above: 0, below: Number.MAX_SAFE_INTEGER, limit: 10 })
      assert.deepEqual(await members(), [scene.ben.accountId])
      await page.getByRole('button', { name: 'Take off · ben' }).click()
      await said('Taken off')
      assert.deepEqual(await members(), [])
      await page.goto(`/lists/${list!.id}`)
      await page.getByRole('link', { name: 'Change' }).click()
      await page.getByLabel('Name').fill('Line 5')
      await page.getByText('To nobody').click()
      await page.getByText('Only here').click()
      await page.getByRole('button', { name: 'Save' }).click()
      await said('The list is changed')
      const { title, repliesPolicy, exclusive } = (await listsOf(read(), scene.ada.accountId))[0]!
      assert.deepEqual({ title, repliesPolicy, exclusive }, { title: 'Line 5', repliesPolicy: 'none', exclusive: true })
      await page.goto('/home')
      await page.locator('.tabs').getByRole('link', { name: 'Line 5' }).click()
      await page.getByRole('link', { name: 'Change' }).click()
      await page.getByRole('link', { name: 'Delete the list' }).click()
      await page.getByRole('heading', { name: 'Delete “Line 5”?' }).waitFor()
      await page.getByRole('button', { name: 'Delete the list' }).click()
      await said('The list is deleted')
      assert.deepEqual(await listsOf(read(), scene.ada.accountId), [])
    })

    test('a topic is followed, shown on the profile, and left again', async () => {
      await write(scene.web.site, scene.ben, 'about #Straße')
      await page.goto('/tags/stra%C3%9Fe')
      const tag = async () => await showTag(scene.web.site, scene.ada, 'straße')
      await page.getByRole('button', { name: 'Follow #Straße' }).click()
      await page.getByRole('button', { name: /^Following/ }).waitFor()
      await page.getByRole('button', { name: 'Show on my profile' }).click()
      await page.getByRole('button', { name: 'Take off my profile' }).waitFor()
      assert.deepEqual([(await tag()).following, (await tag()).featuring], [true, true])
      await page.goto('/followed-tags')
      await page.getByRole('button', { name: /^Following/ }).click()
      if (javaScript) await page.getByRole('button', { name: 'Follow #Straße' }).waitFor()
      else await said('You no longer follow the topic')
      assert.match(page.url(), /followed-tags/)
      assert.equal((await tag()).following, false)
    })

    test('the strip of boosters leads to all of them, and one is followed there', async () => {
      const id = await write(scene.web.site, scene.ben, 'passed on')
      await boost(scene.web.site, scene.cleo, id)
      await page.goto('/@cleo')
      await page.getByRole('link', { name: 'cleo boosted' }).click()
      await page.getByRole('heading', { name: 'Who boosted it' }).waitFor()
      await page.getByRole('button', { name: 'Follow cleo' }).click()
      await page.getByRole('button', { name: /^Following/ }).waitFor()
      assert.match(page.url(), new RegExp(`/@ben/${id}/boosts`))
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
