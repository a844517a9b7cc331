import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { loadPolicy } from '#features/notifications/policies.json.ts'
import { follow } from '#features/relationships/follow.ts'
import { makePerson } from '../people.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { write } from './scene.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

for (const javaScript of [true, false]) {
  suite(`who waits for a word, with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: ToldScene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openToldScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.lena, javaScript })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const said = async (text: string) => await page.getByText(text).first().waitFor()

    test('the page of notifications says who waits, and leads there', async () => {
      await page.goto('/notifications')
      await said('1 person asks to follow you.')
      await said('1 person’s words to you were held back.')
      await page.locator('.toast', { hasText: 'asks to follow' }).getByRole('link').click()
      await page.getByRole('heading', { name: 'Who asks to follow you' }).waitFor()
    })

    test('whoever asks to follow is let in or refused, one by one', async () => {
      await follow(scene.web.site, scene.cleo, scene.lena.accountId)
      await page.goto('/follow-requests')
      await page.getByRole('button', { name: 'Let in · dana' }).click()
      await said(javaScript ? 'dana follows you now.' : 'Let in.')
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.textContent'), 'dana follows you now.')
      await page.getByRole('button', { name: 'Refuse · cleo' }).click()
      await said(javaScript ? 'cleo was refused' : 'Refused; nobody is told.')
      await page.goto('/follow-requests')
      await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()
      await page.goto('/@lena/followers')
      await page.locator('main .rows').getByText('dana').first().waitFor()
      assert.equal(await page.locator('main').getByText('cleo').count(), 0)
    })

    test('held back words are read before anything is decided', async () => {
      await page.goto('/notifications/requests')
      assert.match(await page.locator('.held > li').innerText(), /dana\s+1 mention held back\s+@lena May I borrow the oscilloscope\?/)
      await page.getByRole('link', { name: 'dana' }).click()
      await page.getByRole('heading', { name: 'Held back: dana' }).waitFor()
      assert.equal(await page.locator('.notes .text').innerText(), '@lena May I borrow the oscilloscope?')
      await page.getByRole('button', { name: 'Let through' }).click()
      await said('Let through; what they wrote')
      await scene.work()
      await page.goto('/notifications/mentions')
      await said('@lena May I borrow the oscilloscope?')
    })

    test('several are put away together, and nobody chosen is said', async () => {
      for (const name of ['ines', 'jan']) await write(scene.web.site, await makePerson(scene.web.site, name), `@lena ${name} here`)
      await scene.work()
      await page.goto('/notifications/requests')
      await page.getByRole('button', { name: 'Put away' }).click()
      await said('Choose somebody first.')
      await page.getByLabel('Choose ines').check()
      await page.getByLabel('Choose jan').check()
      await page.getByRole('button', { name: 'Put away' }).click()
      await page.getByRole('heading', { name: 'Nothing is held back' }).waitFor()
      await page.goto('/notifications')
      assert.equal(await page.getByText('ines here').count(), 0)
    })

    test('the rules are a form that says what stands, and keeps what is chosen', async () => {
      await page.goto('/settings/notifications')
      assert.equal(await page.getByLabel('People you do not follow').inputValue(), 'filter')
      await page.getByLabel('New accounts').selectOption('Never tell me')
      await page.getByLabel('People you do not follow').selectOption('Tell me')
      await page.getByRole('button', { name: 'Save' }).click()
      await said('Your choice is saved.')
      const { policy } = await loadPolicy(scene.web.site, scene.lena)
      const wanted = { notFollowing: 'accept', notFollowers: 'accept', newAccounts: 'drop', privateMentions: 'accept' }
      assert.deepEqual(policy, { ...wanted, limitedAccounts: 'filter', bots: 'accept' })
      assert.equal(await page.getByLabel('New accounts').inputValue(), 'drop')
    })

    test('announcements are read, answered with a sign and put away', async () => {
      await page.goto('/announcements')
      await said('The canteen is closed on Friday.')
      const sign = page.locator(`#sign-${scene.announcement}-0`)
      assert.match(await sign.innerText(), /1$/)
      await sign.click()
      await page.locator(`#sign-${scene.announcement}-0[aria-pressed=true]`).waitFor()
      assert.match(await sign.innerText(), /2$/)
      await page.getByRole('button', { name: /^I have read this/ }).click()
      await said('The announcement is put away')
      assert.equal(await page.getByRole('button', { name: /^I have read this/ }).count(), 0)
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), `announcement-${scene.announcement}`)
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
}
