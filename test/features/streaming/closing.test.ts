import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TestContext, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { forgetApp } from '#features/oauth/forget-app.ts'
import { identifyTokenById } from '#features/oauth/identify-token.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import type { Site } from '#platform/site.ts'
import { makePerson } from '../../people.ts'
import { testSite } from '../../site.ts'
import { touchPeople } from '../oauth/people.queries.ts'
import { listen, type Listener } from './listener.ts'

// Timers stand still here, so nothing but the event can close a stream: the look at everybody each minute never comes.
const closedBy =
  (end: (site: Site, viewer: Viewer, listener: Listener) => Promise<unknown>) =>
  async (t: TestContext): Promise<void> => {
    const own = await testSite()
    t.after(() => own.close())
    t.mock.timers.enable({ apis: ['setInterval'] })
    const viewer = await makePerson(own.site, 'mara')
    const [one, other] = [await listen(own.site, viewer), await listen(own.site, await makePerson(own.site, 'other'))]
    await sleep(50)
    assert.equal(one.closed, false)
    await end(own.site, viewer, one)
    await one.untilClosed()
    assert.equal(other.closed, false)
    // Before the site is closed: it stops timers that were made before the mock.
    t.mock.timers.reset()
  }

// SEC:A7 SEC:A8
test(
  'a stream is closed by the event of a revoked token',
  closedBy(async (site, _, { stream }) => {
    await site.store.tx(async (db) => await revokeTokens(site, db, { tokenId: stream.tokenId }))
  }),
)
test(
  'a stream is closed by the event of an app that its person turns out',
  closedBy(async (site, viewer, { stream }) => {
    const { appId } = await ofToken(site, stream.tokenId)
    await forgetApp(site, viewer, appId, 'request')
  }),
)
// SEC:V9
test(
  'a stream is closed by the event of a suspension',
  closedBy(async (site, viewer) => await touchPeople.suspend(site, viewer, site.clock.now())),
)
test(
  'a stream is closed by the event of a sign-out everywhere',
  closedBy(async (site, viewer) => {
    await touchPeople.signInAnew(site, viewer, site.clock.now() + 1)
    await site.store.tx(async (db) => await site.events.add(db, sessionKilled, { sessionId: null, personId: viewer.personId }))
  }),
)

async function ofToken(site: Site, tokenId: number): Promise<{ appId: number }> {
  const caller = await identifyTokenById(site, tokenId)
  if (caller?.kind !== 'token') throw new Error('no person is behind this token')
  return { appId: caller.appId }
}
