import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

for (const javaScript of [true, false]) {
  suite(`writing, changing and deleting with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
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
    const count = async () => (await accountStatusIds(scene.web.site, scene.ada, scene.ada.accountId, { limit: 40 })).length
    const said = async () => (await page.locator('[role=status]:not(:empty)').first().textContent())?.trim()

    test('a line typed at home becomes the first post of home', async () => {
      await page.goto('/home')
      await page.getByLabel('Your post').fill('Good morning from the lab')
      await page.getByRole('button', { name: 'Post', exact: true }).click()
      await page.locator('article', { hasText: 'Good morning from the lab' }).waitFor()
      assert.equal(await page.locator('article').first().locator('.text').innerText(), 'Good morning from the lab')
      assert.equal(await said(), 'Your post is there.')
      assert.equal(await page.getByLabel('Your post').inputValue(), '')
    })

    test('the button says for whom, and the post shows it', async () => {
      await page.goto('/publish')
      await page.getByLabel('Your post').fill('Only for those who follow me')
      await page.locator('.pick', { hasText: 'My followers' }).click()
      await page.getByRole('button', { name: 'Post for my followers' }).click()
      const post = page.locator('article', { hasText: 'Only for those who follow me' })
      await post.waitFor()
      assert.equal(await post.locator('.aud').innerText(), 'Followers only')
    })

    test('a post that is too long comes back with everything typed, and the fault at its field', async () => {
      await page.goto('/publish')
      const text = 'x'.repeat(5001)
      await page.getByLabel('Your post').fill(text)
      await page.getByText('Content warning').click()
      await page.getByLabel('What people see before they open it').fill('Long')
      await page.locator('.pick', { hasText: 'My followers' }).click()
      await page.locator('.sendbar button').click()
      await page.locator('#text-fault').waitFor()
      assert.match(await page.locator('#text-fault').innerText(), /5,000/)
      assert.equal(await page.getByLabel('Your post').inputValue(), text)
      assert.equal(await page.getByLabel('What people see before they open it').inputValue(), 'Long')
      assert.ok(await page.getByRole('radio', { name: 'My followers' }).isChecked())
      assert.equal(await page.getByLabel('Your post').getAttribute('aria-invalid'), 'true')
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'text')
      // What is not sent waits in this tab, unless its writer says otherwise.
      await page.getByRole('link', { name: 'Cancel' }).click()
      await page.waitForURL(/home/)
    })

    test('a warning stands before the text until it is opened', async () => {
      await page.goto('/publish')
      await page.getByLabel('Your post').fill('Behind the curtain')
      await page.getByText('Content warning').click()
      await page.getByLabel('What people see before they open it').fill('A curtain')
      await page.locator('.sendbar button').click()
      const post = page.locator('article', { hasText: 'A curtain' })
      await post.waitFor()
      assert.equal(await post.getByText('Behind the curtain').isVisible(), false)
      await post.getByText('A curtain').click()
      assert.equal(await post.getByText('Behind the curtain').isVisible(), true)
    })

    test('an answer begins with the name and stands below what it answers', async () => {
      const lead = await write(scene.web.site, scene.ben, 'Who has the 24 V supply?')
      await page.goto(`/@ben/${lead}`)
      await page.locator('.answer-row a').click()
      await page.getByText('Answer to ben').first().waitFor()
      assert.equal(await page.getByLabel('Your post').inputValue(), '@ben ')
      await page.getByLabel('Your post').fill('@ben It is on my bench.')
      await page.locator('.sendbar button').click()
      await page.locator('.replies article', { hasText: 'It is on my bench.' }).waitFor()
      assert.equal(await page.locator('.lead .text').innerText(), 'Who has the 24 V supply?')
      assert.equal(await page.getByRole('heading', { name: '1 answer' }).count(), 1)
    })

    test('a changed post keeps what it said before', async () => {
      const id = await write(scene.web.site, scene.ada, 'Lunch at twelv')
      await page.goto(`/posts/${id}/edit`)
      await page.getByLabel('Your post').fill('Lunch at twelve')
      await page.getByRole('button', { name: 'Save the change' }).click()
      await page.locator('.lead .text', { hasText: 'Lunch at twelve' }).waitFor()
      await page.locator('.facts a').click()
      await page.getByRole('heading', { name: 'What it said before' }).waitFor()
      assert.deepEqual(await page.locator('.past .text').allInnerTexts(), ['Lunch at twelve', 'Lunch at twelv'])
    })

    test('a post is deleted after one question', async () => {
      const id = await write(scene.web.site, scene.ada, 'Never mind')
      await page.goto(`/@ada/${id}`)
      await page.locator('.lead .menu summary').click()
      await page.locator('.lead').getByText('Delete').click()
      await page.getByRole('heading', { name: 'Delete this post?' }).waitFor()
      await page.getByRole('button', { name: 'Delete it' }).click()
      await page.waitForURL(/\/home/)
      assert.equal(await said(), 'The post is deleted.')
      assert.equal(await page.getByText('Never mind').count(), 0)
      const answer = await page.goto(`/@ada/${id}`)
      assert.equal(answer?.status(), 404)
    })

    test('following turns the button, and turns it back', async () => {
      await page.goto('/@cleo')
      await page.getByRole('button', { name: 'Follow cleo' }).click()
      await page.getByRole('button', { name: /^Following/ }).click()
      await page.getByRole('button', { name: 'Follow cleo' }).waitFor()
    })

    test('two clicks make one post', async () => {
      const before_ = await count()
      await page.goto('/publish')
      await page.getByLabel('Your post').fill('Clicked twice')
      await page.locator('.sendbar button').dblclick()
      await page.waitForURL(/\/home/)
      await page.locator('article', { hasText: 'Clicked twice' }).first().waitFor()
      assert.equal(await count(), before_ + 1)
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
}
