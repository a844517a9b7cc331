import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { gte } from '#db/drizzle.ts'
import { announcementReactions } from '#features/announcements/announcements.schema.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import {
  extendedDescription,
  instanceDescription,
  instanceRules,
  privacyPolicy,
  termsOfService,
} from '#features/instance/instance-settings.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { openSession } from '#features/signin/open-session.ts'
import { pushMessage } from '#features/webpush/push-message.ts'
import { subscribeBrowser } from '#features/webpush/subscribe-browser.ts'
import { subscriptionOfSession } from '#features/webpush/webpush.queries.ts'
import { newDevice } from '../features/webpush/device.ts'
import { openBrowser } from './browser.ts'
import { poison } from './hostile-columns.ts'
import { corpus, type HostileTab, openHostileTab } from './hostile.ts'
import { pushInto, workerOf } from './push-into.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

// SEC:H2 SEC:H10 SEC:B2
suite('what the house says and what a device is told is text', () => {
  let scene: ToldScene
  let browser: Browser
  let tab: HostileTab
  before(async () => {
    scene = await openToldScene()
    browser = await openBrowser()
    tab = await openHostileTab(browser, scene, scene.ada, true)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  async function findingsAt(path: string): Promise<string[]> {
    const answer = await tab.page.goto(path)
    assert.equal(answer?.status(), 200, path)
    await tab.page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)
    return await tab.findings()
  }

  test('an announcement, and the signs under it past every check', async () => {
    const { site } = scene.web
    const words = { text: `${corpus(4500)} told`, language: 'en', startsAt: null, endsAt: null, allDay: false }
    await publishAnnouncement(site, words, null)
    assert.deepEqual(await findingsAt('/home'), [])
    await tab.page.getByText('told').first().waitFor()
    await site.store.tx(async (db) => void (await db.update(announcementReactions).set({ name: corpus(200) })))
    for (const path of ['/home', '/announcements']) {
      assert.deepEqual(await findingsAt(path), [])
      await tab.page.getByText('<x-pwn>').first().waitFor()
    }
  })

  test('what the house says of itself', async () => {
    const { site } = scene.web
    const dated = { text: corpus(), updatedAt: site.clock.now() }
    await site.store.tx(async (db) => {
      await changeSetting(site, db, instanceDescription, corpus())
      await changeSetting(site, db, instanceRules, [{ text: corpus(300), hint: corpus(2000) }])
      await changeSetting(site, db, extendedDescription, dated)
      await changeSetting(site, db, privacyPolicy, dated)
      await changeSetting(site, db, termsOfService, [{ text: corpus(), from: '2026-01-01' }])
    })
    assert.deepEqual(await findingsAt('/about'), [])
    const said = await tab.page.locator('main').innerText()
    assert.equal(said.split('javascript:pwned(1)').length > 10, true)
  })

  test('what a device is told, as the service worker shows it', { timeout: 120_000 }, async (c) => {
    const { web, ada } = scene
    const { site } = web
    await poison(site)
    const wish = { personId: ada.personId, identityId: null, userAgent: 'test' }
    const session = await site.store.tx(async (db) => await openSession(site, db, wish))
    await subscribeBrowser(site, ada, session.id, { endpoint: 'https://push.example/ada', ...newDevice() })
    const subscription = await subscriptionOfSession(site.store.read, session.id)
    const told = await site.store.read.select().from(notifications).where(gte(notifications.id, 0))
    await tab.context.grantPermissions(['notifications'])
    await tab.page.goto('/home')
    const worker = await workerOf(tab.page)
    const push = await pushInto(tab.page, worker)
    const kinds = new Set<string>()
    for (const { id, type, accountId } of told) {
      if (accountId !== ada.accountId || kinds.has(type)) continue
      const draft = await pushMessage(site, subscription!, id)
      if (draft.kind !== 'message') continue
      kinds.add(type)
      const { title, body, path } = JSON.parse(draft.text) as { title: string; body: string; path: string }
      const shown = await push(draft.text, title)
      assert.deepEqual([shown?.body, shown?.data], [body, { path }], type)
      assert.match(title, /<x-pwn>/)
      assert.match(path, /^\/@\w+(?:\/\d+)?$/)
      assert.deepEqual(await tab.findings(), [])
    }
    c.diagnostic([...kinds].join(' '))
    assert.ok(kinds.has('mention'))
  })
})
