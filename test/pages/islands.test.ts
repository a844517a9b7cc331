import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { killOtherSessions } from '#features/signin/kill-session.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { makePerson } from '../people.ts'
import { assertSound, openBrowser, openLive, openTab, type Tab, untilValue } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('what JavaScript adds', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    for (let i = 0; i < 12; i++)
      await write(scene.web.site, scene.ben, `Post ${i}, long enough to be a line of its own in the feed of everyone.`)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  beforeEach(async () => {
    tab = await openTab(browser, scene.web, { as: scene.ada })
    page = tab.page
  })
  afterEach(async () => await tab.context.close())

  const open = async (path: string) => await openLive(page, path)
  const pill = () => page.locator('#new-posts a')

  test('new posts wait behind a pill, and a click lays them on top without a request', async () => {
    await open('/home')
    await page.evaluate('globalThis.stayed = true; scrollTo(0, 600)')
    await wait(100)
    const top = `[...document.querySelectorAll('.feed article')].find((e) => e.getBoundingClientRect().top > 100)?.getBoundingClientRect().top`
    const before_ = await page.evaluate(top)
    await page.evaluate(
      'globalThis.moved = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) moved += e.value }).observe({ type: "layout-shift" })',
    )
    for (const text of ['first news', 'second news']) await write(scene.web.site, scene.ben, text)
    await pill().filter({ hasText: '2 new posts' }).waitFor()
    assert.equal(await page.evaluate(top), before_)
    assert.equal(await page.evaluate('moved'), 0)
    assert.equal(await page.getByText('first news').isVisible(), false)

    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await pill().click()
    await page.getByText('second news').waitFor()
    assert.deepEqual(await page.locator('#arrived article .text').allInnerTexts(), ['second news', 'first news'])
    assert.equal(await page.locator('#new-posts').innerText(), '')
    assert.deepEqual(requests, [])
    assert.match((await page.evaluate('document.activeElement.id')) as string, /^post-/)

    await write(scene.web.site, scene.ben, 'third news')
    await pill().filter({ hasText: '1 new post' }).waitFor()
    assertSound(tab)
  })

  test('own posts and those of others’ circles do not ring', async () => {
    await open('/home')
    await write(scene.web.site, scene.ada, 'my own')
    await write(scene.web.site, scene.ben, 'for nobody', { audience: { kind: 'named' } })
    await wait(400)
    assert.equal(await pill().count(), 0)
  })

  test('a changed post changes and a deleted one goes, on the open page', async () => {
    const id = await write(scene.web.site, scene.ben, 'before the change')
    await open('/home')
    await editStatus(scene.web.site, scene.ben, id, { text: 'after the change' })
    await page.getByText('after the change').waitFor()
    await deleteStatus(scene.web.site, scene.ben, id)
    await page.locator(`#post-${id}`).waitFor({ state: 'detached' })
    assertSound(tab)
  })

  test('a thread is read again when it changes, and nothing typed or opened is lost', async () => {
    const id = await write(scene.web.site, scene.ben, 'a lead', { warning: 'fold me' })
    await open(`/@ben/${id}`)
    await page.locator('.cw summary').click()
    await editStatus(scene.web.site, scene.ben, id, { text: 'a better lead', warning: 'fold me' })
    await page.getByText('a better lead').waitFor()
    assert.equal(await page.locator('.cw').getAttribute('open'), '')
  })

  test('a line being typed survives what other forms and live updates do to the page', async () => {
    await open('/home')
    await page.getByLabel('Your post').fill('half a sentence')
    await page.evaluate('document.querySelector("live-source").take({ id: "0-999999999", reset: true })')
    await wait(500)
    assert.equal(await page.getByLabel('Your post').inputValue(), 'half a sentence')
    await page.reload()
    await untilValue(page.getByLabel('Your post'), 'half a sentence')
    await page.getByRole('button', { name: 'Add a content warning' }).click()
    await page.waitForURL(/publish/)
    await untilValue(page.getByLabel('Your post'), 'half a sentence')
    await page.locator('.sendbar button').click()
    await page.locator('article', { hasText: 'half a sentence' }).waitFor()
    await page.goto('/publish')
    assert.equal(await page.getByLabel('Your post').inputValue(), '')
  })

  test('the counter counts an address as 23 and says when it is too much', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('https://wiki.example/an/address/that/is/longer')
    assert.equal(await page.locator('.count').innerText(), '4,977 left')
    await page.getByLabel('Your post').fill('x'.repeat(5001))
    assert.equal(await page.locator('.count').innerText(), '-1 left')
    assert.match((await page.locator('.count').getAttribute('class'))!, /over/)
  })

  test('after a visit the focus is in the page, and after a post on the post', async () => {
    await page.goto('/home')
    await page.locator('.rail .write a').click()
    await page.waitForURL(/publish/)
    await page.getByLabel('Your post').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'main')
    await page.getByLabel('Your post').fill('focus me')
    await page.keyboard.press('Control+Enter')
    await page.locator('article', { hasText: 'focus me' }).waitFor()
    assert.equal(await page.evaluate(`document.activeElement.textContent.includes('focus me')`), true)
    assert.equal(await page.locator('#status').innerText(), 'Your post is there.')
    assertSound(tab)
  })

  test('a menu closes when something else is touched, and on Escape', async () => {
    await page.goto('/home')
    const menu = page.locator('.rail .menu')
    await menu.locator('summary').click()
    await page.locator('h1').click()
    assert.equal(await menu.getAttribute('open'), null)
    await menu.locator('summary').click()
    await page.keyboard.press('Escape')
    assert.equal(await menu.getAttribute('open'), null)
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY')
  })

  test('one socket serves a window over all its visits', async () => {
    let sockets = 0
    page.on('websocket', () => sockets++)
    await open('/home')
    for (const name of ['Write', 'Home', 'Write', 'Home']) {
      await page.locator('.rail').getByText(name, { exact: true }).click()
      await page.locator(`.rail [aria-current]`, { hasText: name }).waitFor()
    }
    await wait(300)
    assert.equal(sockets, 1)
  })

  test('a form that the server refuses says so in place, and the text stays', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('not sent')
    await page.evaluate(`document.querySelector('.composer [name=csrf]').value = 'stale'`)
    await page.locator('.sendbar button').click()
    await page.locator('#status:not(:empty)').waitFor()
    assert.equal(await page.getByLabel('Your post').inputValue(), 'not sent')
    assert.equal(await page.locator('.sendbar button').getAttribute('aria-disabled'), null)
    assert.equal(new URL(page.url()).pathname, '/publish')
  })

  test('a server that is away costs no text', async () => {
    await page.goto('/publish')
    await page.getByLabel('Your post').fill('unsent')
    await page.route('**/posts', async (route) => await route.abort())
    await page.locator('.sendbar button').click()
    await page.locator('#status:not(:empty)').waitFor()
    assert.match(await page.locator('#status').innerText(), /text is still here/)
    assert.equal(await page.getByLabel('Your post').inputValue(), 'unsent')
  })

  test('a window whose session ends elsewhere shows nothing private any more', async () => {
    const gone = await makePerson(scene.web.site, 'leaver')
    const own = await openTab(browser, scene.web, { as: gone })
    await openLive(own.page, '/home')
    await scene.web.site.store.tx(async (db) => await killOtherSessions(scene.web.site, db, gone.personId, 0))
    await own.page.waitForURL((url) => !url.pathname.startsWith('/home'))
    await own.context.close()
  })

  test('a sign-out in one tab clears the others, and Back shows nothing', async () => {
    const other = await tab.context.newPage()
    await page.goto('/home')
    await page.evaluate(`sessionStorage.setItem('draft:new', 'secret')`)
    await other.goto('/home')
    await other.evaluate(`location.href = '/publish'`)
    await other.waitForURL(/publish/)
    await tab.context.clearCookies()
    await other.evaluate(`new BroadcastChannel('session').postMessage('out')`)
    await page.waitForURL((url) => !url.pathname.startsWith('/home'))
    assert.equal(await page.evaluate(`sessionStorage.getItem('draft:new')`), null)
    await other.goBack({ waitUntil: 'commit' })
    await other.waitForURL((url) => !url.pathname.startsWith('/home'))
  })
})
