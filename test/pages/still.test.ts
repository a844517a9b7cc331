import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { assertSound, openBrowser, openLive, openTab, type Tab } from './browser.ts'
import { write } from './scene.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

// Each with the browser's own anchoring of scroll positions, which Safari does not have, and without.
for (const anchored of [true, false])
  suite(`what is being read stays where it is, ${anchored ? 'anchored' : 'not anchored'} by the browser`, () => {
    let scene: ToldScene
    let browser: Browser
    let tab: Tab
    let page: Page
    const posts: number[] = []
    before(async () => {
      scene = await openToldScene()
      browser = await openBrowser()
      for (let i = 0; i < 8; i++) posts.push(await write(scene.web.site, scene.ben, `${'A line of the report\n'.repeat(14)}Page ${i}`))
      tab = await openTab(browser, scene.web, { as: scene.ada })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })

    const ids = { near: 0, far: 0 }
    const held = async () => await page.evaluate('document.activeElement.id')
    /** Opens a page, scrolls so that a post stands 100 px below the top, with the focus on its star, and answers how far all has moved after `work`. */
    async function moved(path: string, id: number, work: () => Promise<void>): Promise<number> {
      await openLive(page, path)
      if (!anchored) await page.evaluate(`document.documentElement.style.overflowAnchor = 'none'`)
      await page.locator(`#favourite-${id}`).focus()
      await page.evaluate(`scrollBy(0, document.getElementById('post-${id}').getBoundingClientRect().top - 100)`)
      await page.waitForTimeout(300)
      // What every frame shows, so that a jump there and back is seen too.
      await page.evaluate(`{
        const top = () => document.getElementById('post-${id}').getBoundingClientRect().top
        const stood = top()
        globalThis.farthest = 0
        // A task after a frame's own work sees what that frame has painted.
        const after = new MessageChannel()
        after.port1.onmessage = () => {
          farthest = Math.max(farthest, Math.abs(top() - stood))
          requestAnimationFrame(() => after.port2.postMessage(0))
        }
        after.port2.postMessage(0)
      }`)
      await work()
      await page.waitForTimeout(300)
      assert.equal(await held(), `favourite-${id}`)
      return (await page.evaluate('farthest')) as number
    }
    const edit = async (id: number, text: string) => await editStatus(scene.web.site, scene.ben, id, { text })

    test('when new posts come to home', async () => {
      const shift = await moved('/home', posts[5]!, async () => {
        for (const text of ['One more', 'And one', 'And a third']) await write(scene.web.site, scene.ben, text)
        await page.getByRole('link', { name: '3 new posts' }).waitFor()
      })
      assert.ok(shift <= 1, String(shift))
    })

    test('when a post above it grows, shrinks, and is deleted', async () => {
      for (const path of ['/home', '/@ben']) {
        const above = await write(scene.web.site, scene.ben, `Above on ${path}`)
        const shift = await moved(path, posts[5]!, async () => {
          await edit(above, `Above and grown\n${'much\n'.repeat(20)}`)
          await page.locator(`#post-${above}`, { hasText: 'grown' }).waitFor()
          await edit(above, 'Above and short')
          await page.locator(`#post-${above}`, { hasText: 'and short' }).waitFor()
          await deleteStatus(scene.web.site, scene.ben, above)
          await page.locator(`#post-${above}`).waitFor({ state: 'detached' })
        })
        assert.ok(shift <= 1, `${path}: ${shift}`)
      }
    })

    test('when an answer comes into the middle of a thread, and when it is asked for', async () => {
      const lead = await write(scene.web.site, scene.ben, `${'A long question\n'.repeat(30)}`)
      ids.near = await write(scene.web.site, scene.cleo, `${'First answer\n'.repeat(20)}`, { replyToId: lead })
      ids.far = await write(scene.web.site, scene.ben, `${'Second answer\n'.repeat(20)}`, { replyToId: lead })
      const shift = await moved(`/@ben/${lead}`, ids.far, async () => {
        await write(scene.web.site, scene.ben, `${'To the first\n'.repeat(10)}`, { replyToId: ids.near })
        await page.getByRole('link', { name: '1 new answer' }).waitFor()
        await edit(lead, 'A short question')
        await page.locator('.lead', { hasText: 'A short question' }).waitFor()
      })
      assert.ok(shift <= 1, String(shift))
      await write(scene.web.site, scene.ben, 'Below the second', { replyToId: ids.far })
      await page.getByRole('link', { name: 'new answer' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('.replies article', { hasText: 'Below the second' }).waitFor()
      assert.match((await page.locator(':focus').innerText()).trim(), /Below the second/)
      assert.equal(await page.locator('#new-answers a').count(), 0)
    })

    test('and nothing that was opened, typed or chosen is lost when the page is read again', async () => {
      const { web, ben } = scene
      await page.goto('/conversations')
      const path = (await page.locator('.rows .who').first().getAttribute('href'))!
      const letter = await write(web.site, ben, '@ada Page nine?', {
        audience: { kind: 'named' },
        replyToId: scene.letter,
        warning: 'Numbers',
      })
      await scene.work()
      await openLive(page, path)
      const box = page.getByLabel('Your answer')
      await box.fill('I am half way through')
      for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft')
      await page.locator(`#post-${letter} .cw summary`).click()
      await page.locator('.top input[type=search]').fill('half a search')
      await box.focus()
      const caret = 'document.activeElement.selectionStart'
      const at = await page.evaluate(caret)
      await editStatus(web.site, ben, letter, { text: '@ada Page ten?', warning: 'Numbers' })
      await page.locator(`#post-${letter}`, { hasText: 'Page ten?' }).waitFor()
      assert.equal(await box.inputValue(), 'I am half way through')
      assert.equal(await page.evaluate(caret), at)
      assert.equal(await held(), 'text')
      assert.equal(await page.locator('.top input[type=search]').inputValue(), 'half a search')
      assert.ok(await page.getByText('Page ten?').isVisible(), 'the warning is shut again')
      await write(web.site, ben, '@ada Or eleven?', { audience: { kind: 'named' }, replyToId: letter })
      await scene.work()
      await page.getByRole('link', { name: 'New messages' }).click()
      await page.locator('article', { hasText: 'Or eleven?' }).waitFor()
      assert.equal(await box.inputValue(), 'I am half way through')
      assert.ok(await page.getByText('Page ten?').isVisible())
    })

    test('and the focus in what is deleted goes to what stood below it', async () => {
      await openLive(page, '/home')
      await page.locator(`#favourite-${posts[6]!}`).focus()
      await deleteStatus(scene.web.site, scene.ben, posts[6]!)
      await page.locator(`#post-${posts[6]!}`).waitFor({ state: 'detached' })
      assert.equal(await held(), `post-${posts[5]!}`)
      assertSound(tab)
    })
  })
