import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { vote } from '#features/voting/vote.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { showStatus } from '#features/statuses/show.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab, untilValue } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

for (const javaScript of [true, false])
  suite(`what a post says and asks, with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
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
    const unfold = async (name: string) => await page.locator('.more > summary', { hasText: name }).click()
    const send = async () => await page.locator('.sendbar button').click()
    const post = (text: string) => page.locator('article', { hasText: text })
    const parts = async (text: string) => {
      await post(text).waitFor()
      return await showStatus(scene.web.site, scene.ada, Number((await post(text).getAttribute('id'))!.slice(5)))
    }
    const lunch = { options: ['Soup', 'Pasta'], lasts: 7200, multiple: false, hideTotals: false }

    test('a poll is asked, and a faulty one comes back with the fault at it', async () => {
      await page.goto('/publish')
      await page.getByLabel('Your post').fill('What is for lunch?')
      await unfold('Poll')
      await page.getByLabel('Choice 1').fill('Soup')
      await page.getByLabel('How long it lasts').selectOption('21600')
      await page.getByLabel('People may choose several').check()
      await send()
      await page.locator('#poll-fault').waitFor()
      assert.match(await page.locator('#poll-fault').innerText(), /at least two choices/)
      assert.equal(await page.getByLabel('Choice 1').inputValue(), 'Soup')
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'choice-1')
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await page.getByLabel('Choice 2').fill('Pasta')
      await send()
      const { poll, status } = await parts('What is for lunch?')
      assert.deepEqual(poll?.poll.options, ['Soup', 'Pasta'])
      assert.equal(poll?.poll.multiple, true)
      assert.equal(poll && poll.poll.endsAt - status.createdAt, 21_600_000)
    })

    test('a quiet post in another language is for everyone and in no feed', async () => {
      await page.goto('/publish')
      await page.getByLabel('Your post').fill('Nebenbei gesagt')
      await unfold('Language')
      await page.getByLabel('Language of the post').selectOption('de')
      await page.locator('.pick', { hasText: 'not in the feed' }).click()
      await page.getByRole('button', { name: 'Post quietly' }).click()
      const { status } = await parts('Nebenbei gesagt')
      assert.deepEqual([status.audience, status.listed, status.language], ['everyone', false, 'de'])
    })

    test('who sends to named people is told that the server can read it', async () => {
      await page.goto('/publish')
      assert.equal(await page.getByText('Not end-to-end encrypted').isVisible(), false)
      await page.locator('.pick', { hasText: 'Only the people I name' }).click()
      assert.equal(await page.getByText('Not end-to-end encrypted').isVisible(), true)
      const id = await write(scene.web.site, scene.ben, '@ada just between us', { audience: { kind: 'named' } })
      await page.goto(`/publish?in_reply_to=${id}`)
      assert.equal(await page.getByText('Not end-to-end encrypted').isVisible(), true)
      assert.equal(await page.getByRole('radio').count(), 1)
    })

    test('what was typed on home goes on in the composer, with the wanted part open', async () => {
      await page.goto('/home')
      await page.getByLabel('Your post').fill('Begun on home')
      await page.getByLabel('Who can read it').selectOption('followers')
      await page.getByRole('button', { name: 'Ask a question' }).click()
      await page.waitForURL(/publish/)
      await untilValue(page.locator('#text'), 'Begun on home')
      assert.ok(await page.getByRole('radio', { name: 'My followers' }).isChecked())
      assert.equal(await page.getByLabel('Choice 1').isVisible(), true)
      assert.doesNotMatch(page.url(), /csrf|once/)
    })

    test('a poll that is not touched keeps its votes and its end; other choices begin anew; none take it away', async () => {
      const id = await write(scene.web.site, scene.ada, 'To be edited', { poll: lunch })
      const now = async () => (await pollsOf(scene.web.site.store.read, [id]))[0]
      const first = (await now())!
      await vote(scene.web.site, scene.ben, first.id, [1])
      await page.goto(`/posts/${id}/edit`)
      assert.equal(await page.getByLabel('How long it lasts').inputValue(), '')
      await page.getByLabel('Your post').fill('Edited once')
      await send()
      await page.locator('.lead .text', { hasText: 'Edited once' }).waitFor()
      assert.deepEqual((({ tallies, endsAt }) => ({ tallies, endsAt }))((await now())!), { tallies: [0, 1], endsAt: first.endsAt })

      await page.goto(`/posts/${id}/edit`)
      await page.getByLabel('Choice 3').fill('Salad')
      await send()
      await page.locator('.lead .poll', { hasText: 'Salad' }).waitFor()
      assert.deepEqual((await now())!.tallies, [0, 0, 0])

      await page.goto(`/posts/${id}/edit`)
      for (const n of [1, 2, 3]) await page.getByLabel(`Choice ${n}`).fill('')
      await send()
      await page.locator('.lead').waitFor()
      await page.waitForURL(/@ada/)
      assert.equal(await now(), undefined)
    })

    test('a post that is written anew brings warning, language and poll, and answers what it answered', async () => {
      const lead = await write(scene.web.site, scene.ben, 'The lead')
      const more = { warning: 'Food', language: 'fr', poll: lunch, replyToId: lead }
      const id = await write(scene.web.site, scene.ada, '@ben first try', more)
      await page.goto(`/publish?redraft=${id}`)
      assert.equal(await page.getByLabel('What people see before they open it').inputValue(), 'Food')
      assert.equal(await page.getByLabel('Language of the post').inputValue(), 'fr')
      assert.equal(await page.getByLabel('Choice 2').inputValue(), 'Pasta')
      await page.getByLabel('Your post').fill('@ben second try')
      await send()
      const { status, poll } = await parts('Food')
      assert.deepEqual([status.text, status.replyToId, status.language], ['@ben second try', lead, 'fr'])
      assert.deepEqual(poll?.poll.options, ['Soup', 'Pasta'])
    })

    test('an answer to a post that goes meanwhile is not lost, and reaches nobody by itself', async () => {
      const lead = await write(scene.web.site, scene.ben, 'Soon gone')
      await page.goto(`/publish?in_reply_to=${lead}`)
      await page.getByLabel('Your post').fill('@ben a long answer')
      await deleteStatus(scene.web.site, scene.ben, lead)
      await send()
      await page.getByText('The post that you answer is gone').waitFor()
      assert.equal(await page.getByLabel('Your post').inputValue(), '@ben a long answer')
      assert.ok(await page.getByRole('radio', { name: 'Only the people I name' }).isChecked())
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
