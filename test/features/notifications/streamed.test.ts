import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { acceptRequests } from '#features/notifications/accept-requests.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { loadRequests } from '#features/notifications/requests.json.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer, post } from '../statuses/world.ts'
import { listen, quiet } from '../streaming/listener.ts'

suite('notifications in the streams', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  test('come when nothing filters them; accepted ones are announced once and read anew', async () => {
    const [me, friend, stranger] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'friend'), await newViewer(t.site, 'stranger')]
    const listener = await listen(t.site, me, { channels: ['user:notification'] })
    const deaf = await listen(t.site, me, { channels: ['user'], scopes: ['read:statuses'] })
    const mention = async (by: typeof me) => {
      const id = await post(t.site, by, `@${me.username} hello`)
      await drainJobs(t.site, jobs)
      return id
    }
    const shown = await mention(friend)
    await listener.until(1)
    await changePolicy(t.site, me, { notFollowing: 'filter' })
    for (let i = 0; i < 3; i++) await mention(stranger)
    await quiet()
    assert.equal(listener.heard.length, 1)
    const json = JSON.parse(listener.heard[0]!.payload)
    validate('Notification', json)
    assert.deepEqual([listener.heard[0]!.event, json.status.id], ['notification', String(shown)])
    const [request] = await loadRequests(t.site, me, { limit: 1 })
    await acceptRequests(t.site, me, [request!.request.id])
    await drainJobs(t.site, jobs)
    await listener.until(2)
    await quiet()
    assert.deepEqual(
      listener.heard.slice(1).map(({ event, payload }) => [event, payload]),
      [['notifications_merged', '1']],
    )
    // SEC:A1
    assert.deepEqual(
      deaf.heard.filter((message) => message.event.startsWith('notification')),
      [],
    )
  })
})
