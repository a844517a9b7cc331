import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { favourite } from '#features/statuses/favourite.ts'
import { assertSound, openBrowser, openLive, openTab } from './browser.ts'
import { makePerson, makeToken } from '../people.ts'
import { write } from './scene.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

suite('what comes in while a page is open', () => {
  let scene: ToldScene
  let browser: Browser
  before(async () => {
    scene = await openToldScene()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  test('is counted in the rail of every page, one without a list too', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.cleo })
    for (const path of ['/settings/notifications', '/home']) {
      await openLive(tab.page, path)
      const before_ = Number((await tab.page.locator('#count-notifications .num').allInnerTexts()).join('').replace(/\D/g, ''))
      await write(scene.web.site, scene.ben, `@cleo come to ${path}`)
      await scene.work()
      await tab.page.locator('#count-notifications .num', { hasText: new RegExp(`^${before_ + 1}`) }).waitFor()
      assertSound(tab)
    }
    await tab.context.close()
  })

  test('lies behind a pill on the page of notifications, and moves nothing', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await openLive(tab.page, '/notifications')
    const rows = await tab.page.locator('.notes > li').count()
    const top = async () => (await tab.page.locator('.notes > li').first().boundingBox())!.y
    const stood = await top()
    await write(scene.web.site, scene.cleo, '@ada are you there?')
    await scene.work()
    const pill = tab.page.getByRole('link', { name: '1 new notification' })
    await pill.waitFor()
    assert.equal(await tab.page.locator('.notes > li').count(), rows)
    assert.equal(await top(), stood)
    await pill.focus()
    await tab.page.keyboard.press('Enter')
    await tab.page.locator('.notes > .new', { hasText: 'are you there?' }).waitFor()
    await tab.page.locator('#count-notifications:not(:has(.num))').waitFor({ state: 'attached' })
    assertSound(tab)
    await tab.context.close()
  })

  test('counts a message, and says so in its own conversation only', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ben })
    await tab.page.goto('/conversations')
    const path = (await tab.page.locator('.rows .who').first().getAttribute('href'))!
    await openLive(tab.page, path)
    assert.equal(await tab.page.locator('#count-conversations .num').count(), 0)
    await write(scene.web.site, scene.ada, '@ben And the appendix?', { audience: { kind: 'named' }, replyToId: scene.letter })
    await scene.work()
    await tab.page.getByRole('link', { name: 'New messages' }).waitFor()
    assert.match(await tab.page.locator('#count-conversations').innerText(), /^1/)
    await tab.page.getByRole('link', { name: 'New messages' }).click()
    await tab.page.locator('article', { hasText: 'And the appendix?' }).waitFor()
    await tab.page.locator('#count-conversations:not(:has(.num))').waitFor({ state: 'attached' })
    assertSound(tab)
    await tab.context.close()
  })

  test('is counted no longer once it was read, put away or opened on another device', async () => {
    const { site, clock } = scene.web
    const reader = await makePerson(site, 'ida')
    const phone = scene.web.api(await makeToken(site, reader))
    for (const text of ['@ida one', '@ida two', '@ida three']) {
      await write(site, scene.ben, text)
      clock.advance(1000)
    }
    const letter = await write(site, scene.ben, '@ida the door code', { audience: { kind: 'named' } })
    await scene.work()
    const tab = await openTab(browser, scene.web, { as: reader })
    await openLive(tab.page, '/settings/notifications')
    const told = (n: string) => tab.page.locator('#count-notifications', { hasText: new RegExp(`^${n}`) }).waitFor({ state: 'attached' })
    await told('4')
    const [newest, , oldest] = (await phone.get('/api/v1/notifications?limit=3')).json as { id: string }[]
    await phone.post(`/api/v1/notifications/${newest!.id}/dismiss`, {})
    await told('3')
    await phone.post('/api/v1/markers', { body: { notifications: { last_read_id: oldest!.id } } })
    await told('1')
    await phone.post('/api/v1/notifications/clear', {})
    await tab.page.locator('#count-notifications:not(:has(.num))').waitFor({ state: 'attached' })
    await tab.page.locator('#count-conversations .num').waitFor()
    const [conversation] = (await phone.get('/api/v1/conversations')).json as { id: string; last_status: { id: string } }[]
    assert.equal(conversation!.last_status.id, String(letter))
    await phone.post(`/api/v1/conversations/${conversation!.id}/read`, {})
    await tab.page.locator('#count-conversations:not(:has(.num))').waitFor({ state: 'attached' })
    assertSound(tab)
    await tab.context.close()
  })

  // SEC:V3
  test('is nobody else’s: a tab of somebody else hears nothing', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.dana })
    const heard: string[] = []
    tab.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
    await openLive(tab.page, '/notifications')
    await favourite(scene.web.site, scene.dana, scene.liked)
    await scene.work()
    await write(scene.web.site, scene.ben, '@dana now you')
    await scene.work()
    await tab.page.getByRole('link', { name: '1 new notification' }).waitFor()
    assert.equal(heard.length, 1)
    await tab.context.close()
  })
})
