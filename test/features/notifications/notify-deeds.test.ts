import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { notifyBoost } from '#features/notifications/notify-boost.ts'
import { notifyFavourite } from '#features/notifications/notify-favourite.ts'
import { notifyFollow } from '#features/notifications/notify-follow.ts'
import { notifyPost } from '#features/notifications/notify-post.ts'
import { authorizeRequest } from '#features/relationships/authorize-request.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { unboost } from '#features/statuses/unboost.ts'
import { unfavourite } from '#features/statuses/unfavourite.ts'
import { unmuteThread } from '#features/statuses/unmute-thread.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post } from '../statuses/world.ts'

suite('notifications of what people do', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
  })
  after(async () => await t.close())

  /** What somebody has been told, as `type of status`, once the worker has nothing to do. */
  const told = async (who: Somebody): Promise<string[]> => {
    await drainJobs(t.site, jobs)
    const rows = await t.site.store.read.select().from(notifications).where(eq(notifications.accountId, who.accountId))
    return rows.map((row) => (row.statusId === null ? row.type : `${row.type} ${row.statusId}`)).sort()
  }

  test('a favourite and a boost are told once, however often their jobs run, and taken back with the deed', async () => {
    const author = await newViewer(t.site, 'author')
    const id = await post(t.site, author, 'liked')
    await favourite(t.site, bob, id)
    await boost(t.site, bob, id)
    assert.deepEqual(await told(author), [`favourite ${id}`, `reblog ${id}`])
    await Promise.all([1, 2, 3].map(async () => await notifyFavourite(t.site, bob.accountId, id)))
    await Promise.all([1, 2, 3].map(async () => await notifyBoost(t.site, bob.accountId, id)))
    assert.deepEqual(await told(author), [`favourite ${id}`, `reblog ${id}`])
    await unfavourite(t.site, bob, id)
    assert.deepEqual(await told(author), [`reblog ${id}`])
    await unboost(t.site, bob, id)
    assert.deepEqual(await told(author), [])
  })

  test('a deed that is undone before the worker comes is not told', async () => {
    const author = await newViewer(t.site, 'quick')
    const id = await post(t.site, author, 'quick')
    await favourite(t.site, bob, id)
    await unfavourite(t.site, bob, id)
    await boost(t.site, bob, id)
    await unboost(t.site, bob, id)
    assert.deepEqual(await told(author), [])
  })

  test('one’s own deeds are not told, nor those of somebody put away', async () => {
    const author = await newViewer(t.site, 'calm')
    const id = await post(t.site, author, 'calm')
    await favourite(t.site, author, id)
    await boost(t.site, author, id)
    await mute(t.site, author, bob.accountId)
    await favourite(t.site, bob, id)
    assert.deepEqual(await told(author), [])
  })

  test('a boost for followers is told to an author who follows the booster only', async () => {
    const author = await newViewer(t.site, 'far')
    const id = await post(t.site, author, 'far')
    await boost(t.site, bob, id, { audience: { kind: 'followers' } })
    assert.deepEqual(await told(author), [])
    await follow(t.site, author, bob.accountId)
    await notifyBoost(t.site, bob.accountId, id)
    assert.deepEqual(await told(author), [`reblog ${id}`])
  })

  test('a muted thread tells nothing more, and tells again when it is heard again', async () => {
    const author = await newViewer(t.site, 'busy')
    const id = await post(t.site, author, 'too much')
    await muteThread(t.site, author, id)
    await favourite(t.site, bob, id)
    const reply = await post(t.site, bob, `@${author.username} and more`, { replyToId: id })
    assert.deepEqual(await told(author), [])
    await unmuteThread(t.site, author, reply)
    const later = await post(t.site, bob, `@${author.username} still here?`, { replyToId: id })
    assert.deepEqual(await told(author), [`mention ${later}`])
  })

  test('a follow is told, and a request of a locked account until it is let in', async () => {
    const [open, locked] = [await newViewer(t.site, 'open'), await newViewer(t.site, 'locked', { locked: true })]
    await follow(t.site, bob, open.accountId)
    await follow(t.site, bob, locked.accountId)
    await notifyFollow(t.site, bob.accountId, open.accountId)
    assert.deepEqual([await told(open), await told(locked)], [['follow'], ['follow_request']])
    await authorizeRequest(t.site, locked, bob.accountId)
    assert.deepEqual(await told(locked), ['follow'])
    await unfollow(t.site, bob, open.accountId)
    await notifyFollow(t.site, bob.accountId, open.accountId)
    assert.deepEqual(await told(open), [])
  })

  suite('a post', () => {
    test('is told to those who want to hear of each one, and to nobody else', async () => {
      const author = await newViewer(t.site, 'writer')
      const [keen, other, german] = [await newViewer(t.site, 'keen'), await newViewer(t.site, 'other'), await newViewer(t.site, 'german')]
      await follow(t.site, keen, author.accountId, { notify: true })
      await follow(t.site, other, author.accountId)
      await follow(t.site, german, author.accountId, { notify: true, languages: ['de'] })
      const heard = [
        await post(t.site, author, 'one', { language: 'en' }),
        await post(t.site, author, 'for followers', { audience: followers, language: 'en' }),
      ]
      await post(t.site, author, `@${other.username} a letter`, { audience: named })
      await post(t.site, author, 'an answer', { replyToId: await post(t.site, alice, 'a question') })
      heard.push(await post(t.site, author, 'to myself', { replyToId: heard[0]!, language: 'en' }))
      await boost(t.site, author, await post(t.site, alice, 'of somebody else'))
      assert.deepEqual(await told(keen), heard.map((id) => `status ${id}`).sort())
      await notifyPost(t.site, heard[0]!)
      assert.equal((await told(keen)).length, 3)
      assert.deepEqual(await told(german), [])
    })

    test('that names somebody is told as a mention alone', async () => {
      const [author, keen] = [await newViewer(t.site, 'namer'), await newViewer(t.site, 'named')]
      await follow(t.site, keen, author.accountId, { notify: true })
      const id = await post(t.site, author, `@${keen.username} hello`)
      assert.deepEqual(await told(keen), [`mention ${id}`])
    })

    test('reaches more of them than one transaction takes, and none when it is gone', async () => {
      const author = await newViewer(t.site, 'loved')
      const fans: Somebody[] = []
      for (let i = 0; i < 53; i++) fans.push(await newViewer(t.site, `fan${i}`))
      for (const fan of fans) await follow(t.site, fan, author.accountId, { notify: true })
      const id = await post(t.site, author, 'to all of you')
      for (const fan of [fans[0]!, fans[49]!, fans[50]!, fans[52]!]) assert.deepEqual(await told(fan), [`status ${id}`])
      const gone = await post(t.site, author, 'no, wait')
      await deleteStatus(t.site, author, gone)
      assert.deepEqual(await told(fans[0]!), [`status ${id}`])
    })
  })
})
