import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { listWholeGroups } from '#features/notifications/list-notifications.ts'
import { loadTold } from '#features/notifications/load-told.ts'
import { notificationTypes } from '#features/notifications/notifications.schema.ts'
import { toldView } from '#features/notifications/told.html.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { type TestSite, testSite } from '../../site.ts'
import { named, newViewer, post } from '../statuses/world.ts'

suite('what a page shows of what somebody was told', () => {
  let t: TestSite
  let alice: Awaited<ReturnType<typeof newViewer>>
  let crowd: Viewer[]
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    crowd = []
    for (const name of ['bob', 'carol', 'dora', 'emil', 'fay', 'gus', 'hana', 'ines', 'jan', 'kim'])
      crowd.push(await newViewer(t.site, name))
  })
  after(async () => await t.close())

  const rows = async (o: { limit?: number; minId?: number; maxId?: number } = {}) => {
    await drainJobs(t.site, jobs)
    return await listWholeGroups(t.site, alice, { limit: 40, ...o }, { types: notificationTypes, fromAccountId: 0, filtered: false })
  }
  const views = async (readUpTo = 0) => (await loadTold(t.site, alice, await rows())).map((one) => toldView(one, alice.accountId, readUpTo))

  test('three are named, of more two and the number of the others; faces end at six', async () => {
    const id = await post(t.site, alice, 'A post that people like')
    const told = async (count: number) => {
      for (const one of crowd.slice(0, count)) await favourite(t.site, one, id)
      const [view] = await views()
      return [view?.people.map((one) => one.name), view?.others, view?.faces.length, view?.count]
    }
    assert.deepEqual(await told(1), [['bob'], 0, 0, 1])
    assert.deepEqual(await told(3), [['dora', 'carol', 'bob'], 0, 3, 3])
    assert.deepEqual(await told(4), [['emil', 'dora'], 2, 4, 4])
    assert.deepEqual(await told(10), [['kim', 'jan'], 8, 6, 10])
  })

  test('a group stands once, where its newest is; pages up and down of it meet', async () => {
    const id = await post(t.site, alice, 'A second post')
    await favourite(t.site, crowd[0]!, id)
    await drainJobs(t.site, jobs)
    await post(t.site, crowd[0]!, `@${alice.username} in between`)
    await drainJobs(t.site, jobs)
    await favourite(t.site, crowd[1]!, id)
    const all = (await rows()).map((row) => row.id)
    assert.equal(all.length, 3)
    assert.equal((await views())[0]?.post?.start_html, 'A second post')
    const [first, second, third] = all as [number, number, number]
    assert.deepEqual(
      (await rows({ limit: 1, maxId: first })).map((row) => row.id),
      [second],
    )
    assert.deepEqual(
      (await rows({ limit: 1, minId: third })).map((row) => row.id),
      [second],
    )
  })

  test('the unread are those above the marker', async () => {
    const [, second] = await rows()
    assert.deepEqual(
      (await views(second!.id)).map((one) => one.unread),
      [true, false, false],
    )
  })

  test('a mention says whether it is an answer or a letter; its words are shown unless a warning stands before them', async () => {
    const sentences = async () => {
      const [view] = await views()
      return [view?.sentence, view?.icon, view?.post?.html !== '', view?.post?.veiled]
    }
    const mine = await post(t.site, alice, 'Who knows?')
    await post(t.site, crowd[0]!, `@${alice.username} I do`, { replyToId: mine })
    assert.deepEqual(await sentences(), ['told.answer', 'named', true, false])
    await post(t.site, crowd[0]!, `@${alice.username} between us`, { audience: named })
    assert.deepEqual(await sentences(), ['told.letter', 'mail', true, false])
    await post(t.site, crowd[0]!, `@${alice.username} look`, { warning: '<b>Blood</b>' })
    assert.deepEqual(await sentences(), ['told.mention', 'named', false, true])
    assert.equal((await views())[0]?.post?.start_html, '&lt;b&gt;Blood&lt;/b&gt;')
  })
})
