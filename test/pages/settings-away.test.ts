import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createFilter } from '#features/filters/create-filter.ts'
import { filtersOf } from '#features/filters/filters.queries.ts'
import { loadFilterParts } from '#features/filters/filters.json.ts'
import { block } from '#features/relationships/block.ts'
import { mute } from '#features/relationships/mute.ts'
import { loadRelationships } from '#features/relationships/relationships.json.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

for (const javaScript of [true, false]) {
  suite(`what somebody keeps away, with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
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
    const said = (text: string) => page.locator('[role=status]', { hasText: text }).waitFor()
    const parts = async () => {
      const { read } = scene.web.site.store
      return await loadFilterParts(read, await filtersOf(read, scene.ada.accountId))
    }

    test('a filter is made, changed and deleted; what is missing is told at its field', async () => {
      await page.goto('/settings/filters')
      await page.getByText('You have no filter.').waitFor()
      await page.getByRole('link', { name: 'New filter' }).click()
      await page.getByLabel('Word or phrase 1').fill('football')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('#title-fault', { hasText: 'Give the filter a name.' }).waitFor()
      assert.equal(await page.getByLabel('Word or phrase 1').inputValue(), 'football')
      await page.getByLabel('Name of the filter', { exact: true }).fill('Sport')
      await page.getByLabel('Profiles').check()
      await page.locator('.pick', { hasText: 'Hide it altogether' }).click()
      await page.getByLabel('Until when').selectOption('For a day')
      await page.getByRole('button', { name: 'Save' }).click()
      await said('Saved.')
      const [made] = await parts()
      assert.deepEqual(made?.filter.contexts.toSorted(), ['account', 'home', 'notifications'])
      assert.equal(made.filter.action, 'hide')
      assert.equal(made.filter.expiresAt, scene.web.clock.now() + 86_400_000)
      assert.deepEqual(
        made.keywords.map(({ keyword, wholeWord }) => [keyword, wholeWord]),
        [['football', true]],
      )

      await page.getByRole('link', { name: 'Sport' }).click()
      await page.getByLabel('Word or phrase 1').fill('')
      await page.getByLabel('Word or phrase 2').fill('tennis')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('tennis').waitFor()
      const [changed] = await parts()
      assert.deepEqual(
        changed?.keywords.map(({ keyword }) => keyword),
        ['tennis'],
      )
      assert.equal(changed?.filter.expiresAt, made.filter.expiresAt)

      await page.getByRole('button', { name: 'Delete Sport' }).click()
      await said('The filter is deleted.')
      assert.deepEqual(await parts(), [])
    })

    // SEC:V6
    test('somebody else’s filter is not there', async () => {
      const wish = { title: 'Of Ben', contexts: ['home'], action: 'warn', seconds: null, keywords: [] } as const
      const { filter } = await createFilter(scene.web.site, scene.ben, { ...wish, contexts: [...wish.contexts] })
      const answer = await page.goto(`/settings/filters/${filter.id}`)
      assert.equal(answer?.status(), 404)
    })

    test('a mute and a block are taken back', async () => {
      const { site } = scene.web
      await mute(site, scene.ada, scene.ben.accountId)
      await block(site, scene.ada, scene.cleo.accountId)
      await page.goto('/settings/mutes')
      await page.getByRole('button', { name: 'Unmute ben' }).click()
      await said('You hear from them again.')
      await page.getByText('You have muted nobody.').waitFor()
      await page.goto('/settings/blocks')
      await page.getByRole('button', { name: 'Unblock cleo' }).click()
      await said('No longer blocked.')
      const ids = [scene.ben.accountId, scene.cleo.accountId]
      const between = await loadRelationships(site.store.read, scene.ada.accountId, ids)
      for (const id of ids) assert.deepEqual([between.get(id)?.mute ?? null, between.get(id)?.blocking ?? false], [null, false])
    })

    test('a server is blocked and let in again; what is no server is told at the field', async () => {
      await page.goto('/settings/blocks')
      await page.getByLabel('Block a server').fill('not a name')
      await page.getByRole('button', { name: 'Block', exact: true }).click()
      await page.locator('#domain-fault').waitFor()
      assert.equal(await page.getByLabel('Block a server').inputValue(), 'not a name')
      await page.getByLabel('Block a server').fill('social.partner.example')
      await page.getByRole('button', { name: 'Block', exact: true }).click()
      await said('The server is blocked.')
      await page.getByRole('button', { name: 'Unblock social.partner.example' }).click()
      await said('The server is no longer blocked.')
      await page.getByText('You have blocked no server.').waitFor()
    })

    test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
  })
}
