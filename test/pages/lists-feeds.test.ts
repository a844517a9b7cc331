import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { assertSound, axeFindings, openBrowser, openLive, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('lists of posts', () => {
  let scene: Scene
  let browser: Browser
  let listId: number
  let written: number[]
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { web, ada, ben, cleo } = scene
    listId = (await createList(web.site, ada, { title: 'Line 4', repliesPolicy: 'list', exclusive: false })).id
    await addToList(web.site, ada, listId, [ben.accountId])
    written = []
    for (let i = 0; i < 45; i++) written.push(await write(web.site, ben, `number ${i} #probe`))
    for (const id of written) {
      await bookmark(web.site, ada, id)
      await favourite(web.site, ada, id)
    }
    await favourite(web.site, cleo, written[0]!)
    await boost(web.site, cleo, written[0]!)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  const ids = async (page: Page): Promise<string[]> =>
    await page.locator('#feed .post').evaluateAll((posts: { id: string }[]) => posts.map((post) => post.id.slice(5)))

  for (const path of ['/public/local', '/tags/probe', '/bookmarks', '/favourites', 'a list'])
    for (const javaScript of [true, false])
      test(`${path} is walked by its links and meets every post once, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
        const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
        await tab.page.goto(path === 'a list' ? `/lists/${listId}` : path)
        const met = await ids(tab.page)
        for (const expected of [20, 5]) {
          await tab.page.locator('a[rel=next]').click()
          await tab.page.locator(`#feed .post >> nth=${expected - 1}`).waitFor()
          await tab.page.locator(`#post-${met.at(-1)}`).waitFor({ state: 'detached' })
          met.push(...(await ids(tab.page)))
        }
        assert.deepEqual(met, written.toReversed().map(String))
        assert.equal(await tab.page.locator('a[rel=next]').count(), 0)
        for (const _ of [1, 2]) {
          const first = (await ids(tab.page))[0]
          await tab.page.locator('a[rel=prev]').click()
          await tab.page.locator(`#post-${first}`).waitFor({ state: 'detached' })
        }
        assert.deepEqual(await ids(tab.page), met.slice(0, 20))
        assert.equal(await tab.page.locator('a[rel=prev]').count(), 0)
        assertSound(tab)
        await tab.context.close()
      })

  for (const [width, scheme] of [
    [320, 'light'],
    [1440, 'dark'],
  ] as const)
    test(`every page of a list is free of axe findings and sideways scrolling at ${width} px, ${scheme}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, width, scheme })
      const other = await openTab(browser, scene.web, { as: scene.cleo, width, scheme })
      const own = `/lists/${listId}`
      const post = `/@ben/${written[0]}`
      const full = ['/public/local', '/tags/probe', '/bookmarks', '/favourites', '/lists', own, `${own}/members`, `${own}/members?q=ben`]
      const rest = [`${own}/edit`, `${own}/delete`, '/followed-tags', `${post}/boosts`, `${post}/favourites`]
      for (const [one, path] of [
        ...[...full, ...rest].map((path) => [tab, path] as const),
        ...['/bookmarks', '/lists', '/tags/nobody', `/@ben/${written[1]}/boosts`].map((path) => [other, path] as const),
      ]) {
        await one.page.goto(path)
        assert.deepEqual(await axeFindings(one.page), [], path)
        const wide: number = await one.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${path} is ${wide} px wide`)
      }
      assertSound(tab)
      assertSound(other)
      await tab.context.close()
      await other.context.close()
    })

  test('a new post waits in the pill of every feed in which it stands, and a changed one changes in place', async () => {
    for (const path of ['/public/local', '/tags/Probe', `/lists/${listId}`]) {
      const tab = await openTab(browser, scene.web, { as: scene.ada })
      await openLive(tab.page, path)
      const id = await write(scene.web.site, scene.ben, `fresh on ${path} #probe`)
      await tab.page.locator('#new-posts a').click()
      await tab.page.locator(`#arrived #post-${id}`).waitFor()
      assertSound(tab)
      await tab.context.close()
    }
  })

  test('a list of somebody else is not there', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.cleo, javaScript: false })
    for (const end of ['', '/members', '/edit', '/delete']) {
      const answer = await tab.page.goto(`/lists/${listId}${end}`)
      assert.equal(answer?.status(), 404)
    }
    await tab.context.close()
  })
})
