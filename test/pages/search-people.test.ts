import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { indexUnindexed } from '#features/search/index-unindexed.ts'
import { favourite } from '#features/statuses/favourite.ts'
import type { Viewer } from '#base/viewer.ts'
import { makePerson } from '../people.ts'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('search, people and what is talked about', () => {
  let scene: Scene
  let browser: Browser
  let written: number[]
  const crowd: Viewer[] = []
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { web, ben, cleo } = scene
    for (let i = 0; i < 23; i++) crowd.push(await makePerson(web.site, `worker${i}`))
    written = []
    for (let i = 0; i < 43; i++) written.push(await write(web.site, ben, `valve ${i} #valves`))
    await indexUnindexed(web.site)
    await write(web.site, cleo, 'another #valves')
    for (const id of written) await favourite(web.site, cleo, id)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  const posts = async (page: Page): Promise<string[]> =>
    await page.locator('#feed .post').evaluateAll((list: { id: string }[]) => list.map((post) => post.id.slice(5)))
  const names = async (page: Page): Promise<string[]> => await page.locator('.rows .who').allInnerTexts()

  for (const javaScript of [true, false]) {
    const how = `JavaScript ${javaScript ? 'on' : 'off'}`

    test(`a word typed into the top of any page finds posts, of which every one is met once, ${how}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      await tab.page.goto('/lists')
      await tab.page.locator('#top-q').fill('valve')
      await tab.page.locator('#top-q').press('Enter')
      await tab.page.getByRole('heading', { name: 'Topics', exact: true }).waitFor()
      assert.equal((await posts(tab.page)).length, 5)
      await tab.page.getByRole('link', { name: 'All posts' }).click()
      await tab.page.locator('#feed .post >> nth=19').waitFor()
      const met = await posts(tab.page)
      for (const count of [20, 3]) {
        await tab.page.locator('a[rel=next]').click()
        await tab.page.locator(`#post-${met.at(-1)}`).waitFor({ state: 'detached' })
        const next = await posts(tab.page)
        assert.equal(next.length, count)
        met.push(...next)
      }
      assert.deepEqual(met, written.toReversed().map(String))
      assert.equal(await tab.page.locator('a[rel=next]').count(), 0)
      assertSound(tab)
      await tab.context.close()
    })

    test(`people and topics are found and followed, ${how}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.cleo, javaScript })
      await tab.page.goto('/search?q=worker1')
      await tab.page.getByRole('link', { name: 'All people' }).click()
      await tab.page.waitForURL('**/search?q=worker1&type=people*')
      await tab.page.getByRole('button', { name: `Follow worker${javaScript ? 11 : 12}` }).click()
      await tab.page
        .getByRole('button', { name: /^Following/ })
        .first()
        .waitFor()
      await tab.page.goto('/search?q=%23valve&type=tags')
      await tab.page.getByRole('link', { name: '#valves' }).waitFor()
      await tab.page.goto('/search?q=xylophone')
      await tab.page.getByRole('heading', { name: 'Nothing found' }).waitFor()
      await tab.page.goto(`/search?q=${encodeURIComponent(`${scene.web.url}/@ben/${written[3]}`)}`)
      assert.deepEqual(await posts(tab.page), [String(written[3])])
      assertSound(tab)
      await tab.context.close()
    })

    test(`the directory is walked by its links and meets every colleague once, ${how}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      await tab.page.goto('/people')
      await tab.page.getByRole('link', { name: 'New here' }).click()
      await tab.page.locator('.tabs [aria-current]', { hasText: 'New here' }).waitFor()
      const met = await names(tab.page)
      await tab.page.locator('a[rel=next]').click()
      await tab.page.locator('a[rel=prev]').waitFor()
      met.push(...(await names(tab.page)))
      assert.deepEqual(
        met,
        [...crowd.keys()]
          .map((i) => `worker${i}`)
          .toReversed()
          .concat('cleo', 'ben', 'ada'),
      )
      await tab.page.locator('#q').fill('worker7')
      await tab.page.getByRole('button', { name: 'Search' }).click()
      await tab.page.locator('.rows .who', { hasText: 'worker7' }).waitFor()
      assert.deepEqual(await names(tab.page), ['worker7'])
      assertSound(tab)
      await tab.context.close()
    })
  }

  for (const [width, scheme] of [
    [320, 'dark'],
    [768, 'light'],
    [1440, 'light'],
  ] as const)
    test(`is free of axe findings and sideways scrolling at ${width} px, ${scheme}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, width, scheme })
      const searches = ['/search', '/search?q=valve', '/search?q=valve&type=posts', '/search?q=worker&type=people', '/search?q=zzz']
      for (const path of [...searches, '/people', '/people?q=zzz', '/explore']) {
        await tab.page.goto(path)
        assert.deepEqual(await axeFindings(tab.page), [], path)
        const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${path} is ${wide} px wide`)
      }
      assert.equal((await posts(tab.page)).length, 20)
      assert.equal(await tab.page.getByRole('link', { name: '#valves' }).first().isVisible(), true)
      assertSound(tab)
      await tab.context.close()
    })
})
