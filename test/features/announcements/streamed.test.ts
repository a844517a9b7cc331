import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, suite, test } from 'node:test'
import { changeAnnouncement } from '#features/announcements/change-announcement.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { react } from '#features/announcements/react.ts'
import { takeBackReaction } from '#features/announcements/take-back-reaction.ts'
import { withdrawAnnouncement } from '#features/announcements/withdraw-announcement.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer } from '../statuses/world.ts'
import { listen, quiet } from '../streaming/listener.ts'

const dateless = { startsAt: null, endsAt: null, allDay: false }

suite('announcements in the streams', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  test('are told whole and without what is one reader’s own; reactions by their count; the end by the id', async () => {
    const reader = await newViewer(t.site, 'reader')
    const other = await newViewer(t.site, 'other')
    const listener = await listen(t.site, reader)
    const notices = () => listener.heard.filter(({ event }) => event.startsWith('announcement'))
    const id = await publishAnnouncement(t.site, { text: 'Party', language: 'en', ...dateless }, null)
    let told = 0
    for (const verb of [
      () => react(t.site, other, id, '🎉'),
      () => changeAnnouncement(t.site, id, { dates: dateless }, null),
      () => takeBackReaction(t.site, other, id, '🎉'),
      () => withdrawAnnouncement(t.site, id, null),
      () => quiet(),
    ]) {
      told++
      for (let waited = 0; waited < 30_000 && notices().length < told; waited += 10) await sleep(10)
      await verb()
    }
    assert.deepEqual(
      notices().map(({ event }) => event),
      ['announcement', 'announcement.reaction', 'announcement', 'announcement.reaction', 'announcement.delete'],
    )
    const [first, reaction, second, none, gone] = notices().map(({ payload }) => JSON.parse(payload))
    validate('Announcement', first)
    assert.ok(!('read' in first))
    validate('StreamingAnnouncementReaction', reaction)
    assert.deepEqual(reaction, { name: '🎉', count: 1, announcement_id: String(id) })
    assert.deepEqual(second.reactions, [{ name: '🎉', count: 1 }])
    assert.equal(none.count, 0)
    assert.equal(gone, id)
  })

  test('end at the moment that was said, also when that has moved', async () => {
    const listener = await listen(t.site, await newViewer(t.site, 'late'))
    const ends = () => listener.heard.filter(({ event }) => event === 'announcement.delete').map(({ payload }) => payload)
    const now = t.clock.now()
    const dates = { startsAt: now, endsAt: now + 60_000, allDay: false }
    const id = await publishAnnouncement(t.site, { text: 'Sale', language: 'en', ...dates }, null)
    await changeAnnouncement(t.site, id, { dates: { ...dates, endsAt: now + 120_000 } }, null)
    t.clock.advance(60_000)
    await drainJobs(t.site, jobs)
    await quiet()
    assert.deepEqual(ends(), [])
    t.clock.advance(60_000)
    await drainJobs(t.site, jobs)
    for (let waited = 0; waited < 30_000 && ends().length === 0; waited += 10) await sleep(10)
    assert.deepEqual(ends(), [String(id)])
  })
})
