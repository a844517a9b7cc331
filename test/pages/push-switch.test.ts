import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { subscriptionsOf } from '#features/webpush/webpush.queries.ts'
import { newDevice } from '../features/webpush/device.ts'
import { assertSound, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

suite('push in this browser', () => {
  let scene: Scene
  let browser: Browser
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const own = async () => await subscriptionsOf(scene.web.site.store.read, scene.ada.accountId)

  /** The vendor's service is not reached from here; all that it gives is an address and two keys. */
  const vendor = ({ p256dh, auth }: { p256dh: string; auth: string }) => `
    const given = { endpoint: 'https://push.example/browser', toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: '${p256dh}', auth: '${auth}' } }), unsubscribe: async () => true }
    PushManager.prototype.subscribe = async (o) => { window.wanted = o.applicationServerKey; return given }
    PushManager.prototype.getSubscription = async () => given`

  test('is switched on, told of what was chosen, and switched off; a new session is told again', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada, worker: true })
    await tab.context.grantPermissions(['notifications'])
    await tab.context.addInitScript(vendor(newDevice()))
    await tab.page.goto('/settings/push')
    await tab.page.getByRole('button', { name: 'Notify me in this browser' }).click()
    await tab.page.locator('[role=status]', { hasText: 'This browser notifies you now.' }).waitFor()
    const [made] = await own()
    assert.equal(made?.endpoint, 'https://push.example/browser')
    assert.deepEqual([made.tokenId, made.sealedToken, made.standard, made.policy], [null, null, true, 'all'])
    assert.ok(made.alerts.includes('mention') && !made.alerts.includes('favourite'))
    await tab.page.getByText('Cannot arrive: this server may not reach push.example').waitFor()

    await tab.page.getByLabel('somebody likes my post').check()
    await tab.page.getByRole('button', { name: 'Save' }).click()
    await tab.page.locator('[role=status]', { hasText: 'Saved.' }).waitFor()
    assert.ok((await own())[0]?.alerts.includes('favourite'))

    // The same browser in a new session of the same person.
    const kept = await tab.context.storageState()
    const next = await openTab(browser, scene.web, { as: scene.ada, worker: true })
    await next.context.addInitScript(`${vendor(newDevice())}; localStorage.setItem('push', 'yes')`)
    assert.ok(kept.origins.length > 0)
    await next.page.goto('/settings/push')
    for (let i = 0; i < 100 && (await own())[0]?.sessionId === made.sessionId; i++) await next.page.waitForTimeout(100)
    const all = await own()
    assert.equal(all.length, 1)
    assert.notEqual(all[0]?.sessionId, made.sessionId)
    assert.ok(all[0]?.alerts.includes('favourite'))

    await next.page.reload()
    await next.page.getByRole('button', { name: 'Switch it off' }).click()
    await next.page.locator('[role=status]', { hasText: 'This browser is quiet now.' }).waitFor()
    assert.deepEqual(await own(), [])
    assertSound(tab)
    assertSound(next)
    await tab.context.close()
    await next.context.close()
  })

  test('says without JavaScript what it needs', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada, javaScript: false })
    await tab.page.goto('/settings/push')
    assert.ok(await tab.page.getByText('Switching it on needs JavaScript in this browser.').isVisible())
    assert.equal(await tab.page.getByRole('button', { name: 'Notify me in this browser' }).isVisible(), false)
    await tab.context.close()
  })
})
