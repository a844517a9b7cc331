import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { write } from './scene.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

for (const javaScript of [true, false]) {
  suite(`conversations with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: ToldScene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openToldScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.ben, javaScript })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const open = async () => {
      await page.goto('/conversations')
      await page.locator('.rows .who').first().click()
      await page.getByRole('heading', { level: 1, name: 'ada' }).waitFor()
    }

    test('the list says who is in them, what was last written and what is unread', async () => {
      await page.goto('/conversations')
      assert.equal((await page.locator('#count-conversations').textContent())?.trim(), '1 new')
      assert.equal(await page.locator('.rows > .new').count(), 1)
      assert.match(await page.locator('.rows > li').innerText(), /New:\s+ada\s+@ben Yes, after lunch\./)
      assert.equal(await page.getByText('Messages are not end-to-end encrypted').count(), 1)
    })

    test('opening one shows the talk from the start, and marks it read', async () => {
      await open()
      assert.deepEqual(await page.locator('.feed .text').allInnerTexts(), [
        '@ada Can you look at the numbers before I send them?',
        '@ben Yes, after lunch.',
      ])
      assert.equal(await page.locator('#count-conversations').innerText(), '')
      await page.goto('/conversations')
      assert.equal(await page.locator('.rows > .new').count(), 0)
    })

    test('an answer goes to the same people, and the focus to it', async () => {
      await open()
      assert.equal(await page.getByLabel('Your answer').inputValue(), '@ada ')
      await page.getByLabel('Your answer').fill('@ada Thank you')
      await page.getByRole('button', { name: 'Send' }).click()
      const letter = page.locator('article', { hasText: 'Thank you' })
      await letter.waitFor()
      assert.equal(await letter.locator('.aud').innerText(), 'Only the people named')
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), await letter.getAttribute('id'))
      await scene.work()
      const other = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      await other.page.goto('/conversations')
      assert.equal(await other.page.locator('.rows > .new').count(), 1)
      await other.context.close()
    })

    test('an answer to nobody, and one without words, come back with their fault', async () => {
      await open()
      await page.getByLabel('Your answer').fill('')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.locator('#text-fault').waitFor()
      assert.equal(await page.locator('#text-fault').innerText(), 'Write something first.')
      await page.getByLabel('Your answer').fill('@cleo look at this')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByText('@cleo cannot read the post').waitFor()
      assert.equal(await page.getByLabel('Your answer').inputValue(), '@cleo look at this')
    })

    test('one is taken off the list after a question, and the next message brings it back', async () => {
      await open()
      await page.getByRole('link', { name: 'Delete the conversation' }).click()
      await page.getByRole('heading', { name: 'Delete this conversation?' }).waitFor()
      await page.getByRole('button', { name: 'Delete it' }).click()
      await page.getByRole('heading', { name: 'No messages yet' }).waitFor()
      await write(scene.web.site, scene.ada, '@ben One more thing', { audience: { kind: 'named' }, replyToId: scene.letter })
      await scene.work()
      await page.goto('/conversations')
      assert.match(await page.locator('.rows > li').innerText(), /One more thing/)
    })

    test('a message begins with the audience that was asked for', async () => {
      await page.goto('/conversations')
      await page.getByRole('link', { name: 'Write a message' }).click()
      await page.getByRole('heading', { name: 'Write a post' }).waitFor()
      assert.ok(await page.getByRole('radio', { name: 'Only the people I name' }).isChecked())
    })

    // SEC:V1
    test('somebody else’s conversation is no page, to read, answer or delete', async () => {
      await page.goto('/conversations')
      const path = (await page.locator('.rows .who').first().getAttribute('href'))!
      const other = await openTab(browser, scene.web, { as: scene.cleo, javaScript })
      for (const way of ['', '/delete']) assert.equal((await other.page.goto(`${path}${way}`))?.status(), 404, way)
      await other.page.goto('/home')
      const csrf = (await other.page.locator('input[name=csrf]').first().getAttribute('value'))!
      for (const way of ['answer', 'delete']) {
        const form = { csrf, text: 'let me in' }
        const headers = { origin: scene.web.url }
        const answer = await other.page.request.post(`${path}/${way}`, { form, headers, maxRedirects: 0 })
        assert.equal(answer.status(), 404, way)
      }
      await other.context.close()
    })

    test('nothing of it stays in the browser’s store, broke the policy or left our origin', async () => {
      const answer = await page.goto('/conversations')
      assert.match(answer!.headers()['cache-control']!, /no-store/)
      assertSound(tab)
    })
  })
}
