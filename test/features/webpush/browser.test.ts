import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { killSession } from '#features/signin/kill-session.ts'
import { sessionLife } from '#features/signin/session-life.ts'
import { openSession } from '#features/signin/open-session.ts'
import { subscribeBrowser } from '#features/webpush/subscribe-browser.ts'
import { subscriptionOfSession, subscriptionsOf } from '#features/webpush/webpush.queries.ts'
import type { Viewer } from '#base/viewer.ts'
import { newViewer, post } from '../statuses/world.ts'
import { newDevice } from './device.ts'
import { pushScene, settle } from './scene.ts'

type Scene = Awaited<ReturnType<typeof pushScene>>

suite('the push of a browser', () => {
  let t: Scene
  before(async () => void (t = await pushScene()))
  after(async () => await t.close())

  /** A browser of somebody that is to be woken: session, keys, and where its messages arrive. */
  async function newBrowser(me: Viewer, device = newDevice()) {
    const opened = { personId: me.personId, identityId: null, userAgent: 'test' }
    const { id } = await t.site.store.tx(async (db) => await openSession(t.site, db, opened))
    const name = `browser-${id}`
    const { p256dh, auth } = device
    await subscribeBrowser(t.site, me, id, { endpoint: t.service.endpoint(name), p256dh, auth })
    return { sessionId: id, device, pushed: () => t.service.pushed.filter((one) => one.path === `/push/${name}`) }
  }

  test('carries title, text, picture and our own path, and no token', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const browser = await newBrowser(me)
    const id = await post(t.site, bob, `@${me.username} lunch?`)
    await settle(t.site)
    const [one, ...more] = browser.pushed()
    assert.equal(more.length, 0)
    const told = browser.device.read(one!) as Record<string, unknown>
    assert.deepEqual(
      [told['title'], told['body'], told['path']],
      ['bob mentioned you', `@${me.username} lunch?`, `/@${bob.username}/${id}`],
    )
    assert.equal('access_token' in told, false)
  })

  test('ends with its session, at once when it is signed out', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const browser = await newBrowser(me)
    await t.site.store.tx(async (db) => await killSession(t.site, db, me.personId, browser.sessionId))
    assert.deepEqual(await subscriptionsOf(t.site.store.read, me.accountId), [])
    await post(t.site, bob, `@${me.username} too late`)
    await settle(t.site)
    assert.equal(browser.pushed().length, 0)
  })

  // SEC:V3
  test('tells nothing once its session has been idle for too long', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const browser = await newBrowser(me)
    t.clock.advance(sessionLife.idle)
    await post(t.site, bob, `@${me.username} too late`)
    await settle(t.site)
    assert.equal(browser.pushed().length, 0)
    assert.equal(await subscriptionOfSession(t.site.store.read, browser.sessionId), undefined)
  })
})
