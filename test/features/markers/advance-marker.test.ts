import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { advanceMarker } from '#features/markers/advance-marker.ts'
import { markersOf } from '#features/markers/markers.queries.ts'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer } from '../statuses/world.ts'

suite('a place that our own pages move', () => {
  let t: TestSite
  before(async () => {
    t = await testSite()
  })
  after(async () => await t.close())

  test('goes forwards only, however far a phone has come meanwhile, and counts its versions', async () => {
    const ada = await newViewer(t.site, 'ada')
    const place = async () =>
      (await markersOf(t.site.store.read, ada.accountId, ['notifications'])).map((one) => [one.lastReadId, one.version])
    await advanceMarker(t.site, ada, 'notifications', 10)
    assert.deepEqual(await place(), [[10, 1]])
    await saveMarkers(t.site, ada, [{ timeline: 'notifications', lastReadId: 20 }])
    await advanceMarker(t.site, ada, 'notifications', 15)
    assert.deepEqual(await place(), [[20, 2]])
    await advanceMarker(t.site, ada, 'notifications', 21)
    assert.deepEqual(await place(), [[21, 3]])
    assert.deepEqual(await markersOf(t.site.store.read, ada.accountId, ['home']), [])
  })

  test('is told to open pages when it moves, and not when it stays', async () => {
    const ben = await newViewer(t.site, 'ben')
    await t.site.events.catchUp()
    const from = t.site.events.position()
    await advanceMarker(t.site, ben, 'notifications', 10)
    await advanceMarker(t.site, ben, 'notifications', 10)
    await saveMarkers(t.site, ben, [{ timeline: 'home', lastReadId: 7 }])
    const since = await t.site.events.since(from)
    assert.ok(since !== 'gap')
    assert.deepEqual(
      since.map((event) => [event.name, event.data]),
      ['notifications', 'home'].map((timeline) => ['marker.moved', { accountId: ben.accountId, timeline }]),
    )
  })
})
