import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { vote } from '#features/voting/vote.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

for (const javaScript of [true, false])
  suite(`polls in pages with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
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
    const lunch = { options: ['<b>Soup</b>', 'سلطة', 'Pasta'], lasts: 7200, multiple: false, hideTotals: false }
    const ask = async (o: Partial<typeof lunch> = {}, more: object = {}) => {
      const statusId = await write(scene.web.site, scene.ben, 'What shall there be?', { poll: { ...lunch, ...o }, ...more })
      return { statusId, pollId: (await pollsOf(scene.web.site.store.read, [statusId]))[0]!.id }
    }
    const poll = (id: number) => page.locator(`#poll-${id}`)
    const texts = async (id: number) => (await poll(id).locator('.result').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())

    test('are voted in by a plain form, and show the result with one’s own choice', async () => {
      const { statusId, pollId } = await ask()
      await vote(scene.web.site, scene.cleo, pollId, [1])
      await page.goto('/home')
      assert.equal(await poll(pollId).locator('.tick').first().innerText(), '<b>Soup</b>')
      assert.match(await poll(pollId).locator('.foot-note').innerText(), /1 person voted · ends .* · who chose what is not shown/)
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await poll(pollId).getByLabel('<b>Soup</b>').check()
      await poll(pollId).getByRole('button', { name: 'Vote' }).click()
      await poll(pollId).locator('.result').first().waitFor()
      assert.deepEqual(await texts(pollId), ['<b>Soup</b> your choice 50 %', 'سلطة 50 %', 'Pasta 0 %'])
      assert.match(await poll(pollId).locator('.foot-note').innerText(), /^2 people voted · ends /)
      assert.equal(new URL(page.url()).pathname, javaScript ? '/home' : `/@ben/${statusId}`)
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), `vote-${pollId}`)
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      assertSound(tab)
    })

    test('with several choices take several, and say so', async () => {
      const { statusId, pollId } = await ask({ multiple: true })
      await page.goto(`/@ben/${statusId}`)
      assert.match(await poll(pollId).locator('.foot-note').innerText(), /several can be chosen/)
      await poll(pollId).getByLabel('<b>Soup</b>').check()
      await poll(pollId).getByLabel('Pasta').check()
      await poll(pollId).getByRole('button', { name: 'Vote' }).click()
      await poll(pollId).locator('.result').first().waitFor()
      assert.deepEqual(await texts(pollId), ['<b>Soup</b> your choice 100 %', 'سلطة 0 %', 'Pasta your choice 100 %'])
    })

    test('say what is wrong with a vote in the reader’s words', async () => {
      const { statusId, pollId } = await ask({ multiple: true })
      await page.goto(`/@ben/${statusId}`)
      await poll(pollId).getByRole('button', { name: 'Vote' }).click()
      await page.getByText('Choose at least one option').first().waitFor()
    })

    test('with hidden totals show no numbers before their end', async () => {
      const { statusId, pollId } = await ask({ hideTotals: true })
      await vote(scene.web.site, scene.ada, pollId, [1])
      await page.goto(`/@ben/${statusId}`)
      assert.deepEqual(await texts(pollId), ['<b>Soup</b>', 'سلطة your choice', 'Pasta'])
      assert.match(await poll(pollId).innerText(), /the result is shown at the end/)
    })

    test('that have ended, and one’s own, are results; a warning stands before the poll as before the text', async () => {
      const { statusId, pollId } = await ask({ lasts: 300 }, { warning: 'Food' })
      const own = await write(scene.web.site, scene.ada, 'Mine', { poll: lunch })
      const ownPoll = (await pollsOf(scene.web.site.store.read, [own]))[0]!.id
      scene.web.clock.advance(300_000)
      await page.goto(`/@ben/${statusId}`)
      assert.equal(await poll(pollId).isVisible(), false)
      await page.getByText('Food', { exact: true }).click()
      assert.match(await poll(pollId).innerText(), /nobody has voted yet · ended /)
      assert.equal(await poll(pollId).getByRole('button').count(), 0)
      await page.goto(`/@ada/${own}`)
      assert.equal(await poll(ownPoll).locator('.result').count(), 3)
    })

    test('stand in the history with what they offered', async () => {
      const { statusId } = await ask()
      await editStatus(scene.web.site, scene.ben, statusId, { poll: { ...lunch, options: ['Yes', 'No'] } })
      await page.goto(`/@ben/${statusId}/history`)
      assert.deepEqual(await page.getByRole('list', { name: 'Poll' }).first().getByRole('listitem').allInnerTexts(), ['Yes', 'No'])
    })

    // SEC:C4 SEC:V6
    test('of a hidden post are no page, and take no vote without the form’s token', async () => {
      const { pollId } = await ask({}, { audience: { kind: 'named' } })
      const open = await ask()
      await page.goto(`/@ben/${open.statusId}`)
      const send = async (id: number, form: Record<string, string>) => {
        const headers = { origin: scene.web.url }
        return (await page.request.post(`/polls/${id}/vote`, { form: { 'choices[]': '0', ...form }, headers, maxRedirects: 0 })).status()
      }
      const csrf = (await page.locator(`#poll-${open.pollId} input[name=csrf]`).getAttribute('value'))!
      assert.equal(await send(open.pollId, {}), 403)
      assert.deepEqual([await send(pollId, { csrf }), await send(4711, { csrf })], [404, 404])
      assert.equal(await send(open.pollId, { csrf }), 303)
    })
  })
