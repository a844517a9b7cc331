import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import sharp from 'sharp'
import type { Browser, Page } from 'playwright-core'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { personById, updatePerson } from '#features/people/people.queries.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

for (const javaScript of [true, false]) {
  suite(`settings with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: Scene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      page = tab.page
      await scene.web.site.store.tx(async (db) => await updatePerson(db, scene.ada.personId, { source: 'local' }))
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const account = async () => (await loadAccounts(scene.web.site.store.read, [scene.ada.accountId])).get(scene.ada.accountId)!.account
    const saved = () => page.locator('[role=status]', { hasText: 'Saved.' }).waitFor()
    const save = async () => {
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await saved()
    }

    test('a profile is changed, and what is too long comes back at its field with all that was typed', async () => {
      await page.goto('/settings')
      await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
      await page.getByLabel('About you').fill('x'.repeat(501))
      await page.getByLabel('Name of fact 1').fill('Desk')
      await page.getByLabel('Fact 1', { exact: true }).fill('4.12')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('#note-fault').waitFor()
      assert.match(await page.locator('#note-fault').innerText(), /at most 500 characters/)
      assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Ada Lovelace')
      assert.equal(await page.getByLabel('Fact 1', { exact: true }).inputValue(), '4.12')
      if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'note')
      await page.getByLabel('About you').fill('Engines\nand numbers')
      await page.getByText('A machine posts here').click()
      await save()
      const { displayName, note, fields, bot, showMedia } = await account()
      assert.deepEqual([displayName, note, bot, showMedia], ['Ada Lovelace', 'Engines\nand numbers', true, true])
      assert.deepEqual(fields, [{ name: 'Desk', value: '4.12', verifiedAt: null }])
    })

    test('a fact without a name is told at the facts', async () => {
      await page.goto('/settings/profile')
      await page.getByLabel('Fact 2', { exact: true }).fill('nameless')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Give each line a name.').waitFor()
    })

    test('a face is put up with its description and taken away; what is no picture is told at the field', async () => {
      const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0d6b5f' } })
        .png()
        .toBuffer()
      await page.goto('/settings/profile')
      await page.locator('#avatar').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png })
      await page.locator('#avatar_description').fill('A green square')
      await save()
      assert.notEqual((await account()).avatarFile, null)
      assert.equal((await account()).avatarDescription, 'A green square')
      await page.getByRole('button', { name: 'Remove your picture' }).click()
      await page.locator('[role=status]', { hasText: 'The picture is gone.' }).waitFor()
      assert.equal((await account()).avatarFile, null)
      await page.locator('#header').setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('#header-fault', { hasText: 'Only pictures can be uploaded' }).waitFor()
    })

    test('a name of the directory cannot be typed over', async () => {
      const { store } = scene.web.site
      await store.tx(async (db) => await updatePerson(db, scene.ada.personId, { source: 'directory' }))
      await page.goto('/settings/profile')
      assert.equal(await page.getByLabel('Name', { exact: true }).getAttribute('readonly'), '')
      await save()
      assert.equal((await account()).displayName, 'Ada Lovelace')
    })

    test('who follows, who finds, and what a post begins with are chosen', async () => {
      await page.goto('/settings/privacy')
      await page.getByText('I decide who follows me').click()
      await page.getByText('Suggest me to colleagues').click()
      await page.getByLabel('Who can read it').selectOption('Followers only')
      await page.getByLabel('Language of the post').selectOption('Deutsch')
      await save()
      const { locked, discoverable, indexable } = await account()
      assert.deepEqual([locked, discoverable, indexable], [true, false, true])
      const { audience, listed, language } = await loadPostingDefaults(scene.web.site.store.read, scene.ada.accountId)
      assert.deepEqual([audience, listed, language], ['followers', false, 'de'])
    })

    test('the pages speak the chosen language at once, and tell the time of the chosen zone', async () => {
      await page.goto('/settings/language')
      await page.getByLabel('Language of the pages').selectOption('Deutsch')
      await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('[role=status]', { hasText: 'Gespeichert.' }).waitFor()
      assert.equal(await page.locator('html').getAttribute('lang'), 'de')
      const { locale, timeZone } = (await personById(scene.web.site.store.read, scene.ada.personId))!
      assert.deepEqual([locale, timeZone], ['de', 'Asia/Tokyo'])
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
}
