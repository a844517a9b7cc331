import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { mediaOf } from '#features/media/media.queries.ts'
import { showStatus } from '#features/statuses/show.ts'
import { quarters } from '../pictures.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

// A plain multipart form: nothing here needs JavaScript.
suite('pictures of a post without JavaScript', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let png: Buffer
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    tab = await openTab(browser, scene.web, { as: scene.ada, javaScript: false })
    page = tab.page
    png = await quarters().png().toBuffer()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const file = (name: string) => ({ name, mimeType: 'image/png', buffer: png })
  const unfold = async (name: string) => await page.locator('.more > summary', { hasText: name }).click()
  const send = async () => await page.locator('.sendbar button').click()
  const alts = async (post: string) =>
    await page
      .locator('article', { hasText: post })
      .locator('.pics img')
      .evaluateAll((all) => all.map((one) => one.getAttribute('alt')))
  const idOf = async (text: string) => Number((await page.locator('article', { hasText: text }).getAttribute('id'))!.slice(5))

  test('four go with one form, each with its description', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('Four at once')
    await unfold('Pictures')
    for (const n of [1, 2, 3, 4]) {
      await page.locator(`#file-${n}`).setInputFiles(file(`${n}.png`))
      await page.locator(`#alt-${n}`).fill(`Number ${n}`)
    }
    await page.getByLabel('Hide the pictures').check()
    await send()
    await page.locator('article', { hasText: 'Four at once' }).waitFor()
    assert.deepEqual(await alts('Four at once'), ['Number 1', 'Number 2', 'Number 3', 'Number 4'])
    const { status } = await showStatus(scene.web.site, scene.ada, await idOf('Four at once'))
    assert.equal(status.sensitive, true)
  })

  test('of a refused post are kept and not sent again; what is no picture is told at its field', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('One of two')
    await unfold('Pictures')
    await page.locator('#file-1').setInputFiles(file('good.png'))
    await page.locator('#alt-1').fill('A good one')
    await page.locator('#file-2').setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7') })
    await page.locator('#alt-2').fill('No picture at all')
    await send()
    await page.locator('#file-fault-1').waitFor()
    assert.match(await page.locator('#file-fault-1').innerText(), /Only pictures can be uploaded/)
    assert.equal(await page.locator('#alt-1').inputValue(), 'No picture at all')
    assert.equal(await page.locator('.kept textarea').inputValue(), 'A good one')
    assert.equal(await page.getByLabel('Your post').inputValue(), 'One of two')
    const kept = await page.locator('.kept li').getAttribute('id')

    await page.getByLabel('Your post').fill('x'.repeat(5001))
    await send()
    await page.locator('#text-fault').waitFor()
    assert.equal(await page.locator('.kept li').getAttribute('id'), kept)

    await page.locator('.kept textarea').fill('A better word')
    await page.getByLabel('Your post').fill('One of two, at last')
    await send()
    await page.locator('article', { hasText: 'at last' }).waitFor()
    assert.deepEqual(await alts('at last'), ['A better word'])
    const [media] = await mediaOf(scene.web.site.store.read, [await idOf('at last')])
    assert.equal(`kept-${media!.id}`, kept)
  })

  test('of a post change their words and places, go, and come', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('To be changed')
    await unfold('Pictures')
    for (const n of [1, 2, 3]) {
      await page.locator(`#file-${n}`).setInputFiles(file(`${n}.png`))
      await page.locator(`#alt-${n}`).fill(`Number ${n}`)
    }
    await send()
    await page.locator('article', { hasText: 'To be changed' }).waitFor()
    await page.goto(`/posts/${await idOf('To be changed')}/edit`)
    const row = (n: number) => page.locator('.kept li').nth(n)
    await row(0).locator('select').selectOption('3')
    await row(1).getByLabel('Take it out').check()
    await row(2).locator('textarea').fill('Number 3, in other words')
    await page.locator('#file-1').setInputFiles(file('4.png'))
    await page.locator('#alt-1').fill('Number 4')
    await send()
    await page.locator('.lead .pics').waitFor()
    assert.deepEqual(await alts('To be changed'), ['Number 3, in other words', 'Number 1', 'Number 4'])
  })

  test('move to the post that is written anew, and the old one goes only then', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('With a mistake')
    await unfold('Pictures')
    await page.locator('#file-1').setInputFiles(file('a.png'))
    await page.locator('#alt-1').fill('A thing')
    await page.locator('.pick', { hasText: 'My followers' }).click()
    await send()
    await page.locator('article', { hasText: 'With a mistake' }).waitFor()
    const old = await idOf('With a mistake')
    await page.goto(`/posts/${old}/delete`)
    await page.getByRole('link', { name: 'Delete it and write it anew' }).click()
    assert.equal(await page.getByLabel('Your post').inputValue(), 'With a mistake')
    assert.ok(await page.getByRole('radio', { name: 'My followers' }).isChecked())
    assert.equal(await page.locator('.kept textarea').inputValue(), 'A thing')
    assert.equal((await showStatus(scene.web.site, scene.ada, old)).status.id, old)
    await page.getByLabel('Your post').fill('Without one')
    await page.locator('.kept textarea').fill('Another thing')
    await send()
    await page.locator('article', { hasText: 'Without one' }).waitFor()
    assert.deepEqual(await alts('Without one'), ['Another thing'])
    assert.equal((await page.goto(`/@ada/${old}`))?.status(), 404)
  })

  // SEC:V5
  test('of others, and posts of others, are not to be had', async () => {
    const theirs = await write(scene.web.site, scene.ben, 'Not yours')
    for (const path of [`/publish?redraft=${theirs}`, `/posts/${theirs}/edit`]) assert.equal((await page.goto(path))?.status(), 404, path)
    assertSound(tab)
  })
})
