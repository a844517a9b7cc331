import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import { pin } from '#features/statuses/pin.ts'
import { makePerson } from '../people.ts'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'
import { upload } from './upload.ts'

suite('the pages of a profile', () => {
  let scene: Scene
  let browser: Browser
  const crowd: Viewer[] = []
  let written: number[]
  let answer: number
  let pinned: number[]
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { web, ada, ben } = scene
    for (let i = 0; i < 22; i++) crowd.push(await makePerson(web.site, `worker${i}`))
    for (const one of crowd) {
      await follow(web.site, one, ben.accountId)
      await follow(web.site, ben, one.accountId)
    }
    const lead = await write(web.site, ada, 'who has the key?')
    written = []
    for (let i = 0; i < 21; i++) written.push(await write(web.site, ben, `number ${i}`))
    answer = await write(web.site, ben, '@ada I have', { replyToId: lead })
    written.push(await write(web.site, ben, 'a lake', { mediaIds: [await upload(web, ben, 'A lake at dawn')] }))
    written.push(await write(web.site, ben, 'careful', { warning: 'Blood', mediaIds: [await upload(web, ben, 'A thumb')] }))
    pinned = [written[2]!, written.at(-2)!]
    for (const id of pinned) await pin(web.site, ben, id)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  const ids = async (page: Page, within: string): Promise<number[]> =>
    await page.locator(`${within} .post`).evaluateAll((posts: { id: string }[]) => posts.map((post) => Number(post.id.slice(5))))
  const names = async (page: Page): Promise<string[]> => await page.locator('.court .rows .who').allInnerTexts()

  for (const javaScript of [true, false])
    test(`show posts with the pinned over them, answers, pictures and people, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript })
      const { page } = tab
      const open = async (name: string) => {
        await page.locator('.tabs').getByRole('link', { name }).click()
        await page.locator('.tabs [aria-current]', { hasText: name }).waitFor()
      }
      await page.goto('/@ben')
      assert.deepEqual(await ids(page, '.stays'), pinned.toReversed())
      const met = await ids(page, '#feed')
      await page.locator('a[rel=next]').click()
      await page.locator(`#post-${met.at(-1)}`).waitFor({ state: 'detached' })
      assert.equal(await page.locator('.stays').count(), 0)
      met.push(...(await ids(page, '#feed')))
      assert.deepEqual(
        met,
        written.toReversed().filter((id) => id !== pinned[1]),
      )

      await open('Answers')
      await page.locator(`#post-${answer}`).waitFor()
      await open('Pictures')
      assert.deepEqual(await page.locator('.tiles img').evaluateAll((all: { alt: string }[]) => all.map((one) => one.alt)), [
        'A lake at dawn',
      ])
      await page.locator('.tiles').getByText('To look at twice').click()
      await page.locator('.lead', { hasText: 'Blood' }).waitFor()

      await page.goto('/@ben')
      await open('Followers')
      const people = await names(page)
      await page.locator('a[rel=next]').click()
      await page.locator('a[rel=prev]').waitFor()
      people.push(...(await names(page)))
      assert.deepEqual(
        people,
        [...crowd.keys()]
          .map((i) => `worker${i}`)
          .toReversed()
          .concat('ada'),
      )
      await page.getByRole('button', { name: `Follow worker${javaScript ? 1 : 0}`, exact: true }).click()
      await page
        .getByRole('button', { name: /^Following/ })
        .first()
        .waitFor()
      await open('Follows')
      assert.equal((await names(page)).length, 20)
      assertSound(tab)
      await tab.context.close()
    })

  for (const [width, scheme] of [
    [320, 'light'],
    [768, 'dark'],
    [1440, 'light'],
  ] as const)
    test(`are free of axe findings and sideways scrolling at ${width} px, ${scheme}`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, width, scheme })
      const ends = ['', '/with_replies', '/media', '/followers', '/following']
      const asked = ['mute', 'block', 'lists'].map((end) => `/people/${scene.ben.accountId}/${end}`)
      for (const path of [...ends.map((end) => `/@ben${end}`), ...ends.map((end) => `/@cleo${end}`), '/@ada', ...asked]) {
        await tab.page.goto(path)
        assert.deepEqual(await axeFindings(tab.page), [], path)
        const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${path} is ${wide} px wide`)
      }
      assertSound(tab)
      await tab.context.close()
    })
})
