import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { notifyMentions } from '#features/notifications/notify-mentions.ts'
import { block } from '#features/relationships/block.ts'
import { mute } from '#features/relationships/mute.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { type TestSite, testSite } from '../../site.ts'
import { named, newGroup, newViewer, post } from '../statuses/world.ts'

suite('mention notifications', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody, carol: Somebody
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
  })
  after(async () => await t.close())

  const told = async (statusId: number) => {
    const rows = await t.site.store.read.select().from(notifications).where(eq(notifications.statusId, statusId))
    assert.equal(new Set(rows.map((row) => row.accountId)).size, rows.length)
    return new Set(rows.map((row) => row.accountId))
  }

  test('reach everybody named, once each however often the job runs', async () => {
    const id = await post(t.site, alice, `@${bob.username} and @${carol.username} and @${bob.username} and @${alice.username}`)
    await Promise.all([notifyMentions(t.site, id), notifyMentions(t.site, id)])
    await notifyMentions(t.site, id)
    assert.deepEqual(await told(id), new Set([bob.accountId, carol.accountId]))
  })

  test('reach nobody who muted or blocked the author, or was blocked after the post', async () => {
    const [dora, erin, frank] = [await newViewer(t.site, 'dora'), await newViewer(t.site, 'erin'), await newViewer(t.site, 'frank')]
    await mute(t.site, dora, alice.accountId)
    await block(t.site, erin, alice.accountId)
    const id = await post(t.site, alice, `@${dora.username} @${erin.username} @${frank.username} @${bob.username}`)
    await block(t.site, alice, frank.accountId)
    await notifyMentions(t.site, id)
    assert.deepEqual(await told(id), new Set([bob.accountId]))
  })

  test('reach nobody who is in the audience without being named', async () => {
    const start = await post(t.site, alice, `@${bob.username} @${carol.username} us`, { audience: named })
    const reply = await post(t.site, bob, `@${alice.username} yes`, { replyToId: start })
    await notifyMentions(t.site, reply)
    assert.deepEqual(await told(reply), new Set([alice.accountId]))
  })

  test('reach a member of the group and nobody who has left it', async () => {
    const group = await newGroup(t.site, alice, bob)
    const id = await post(t.site, alice, `@${bob.username} inside`, { audience: { kind: 'group', groupId: group } })
    await notifyMentions(t.site, id)
    assert.deepEqual(await told(id), new Set([bob.accountId]))
  })

  test('come with an edit for those named anew only', async () => {
    const id = await post(t.site, alice, `@${bob.username} first`)
    await notifyMentions(t.site, id)
    await editStatus(t.site, alice, id, { text: `@${bob.username} and @${carol.username}` })
    await notifyMentions(t.site, id)
    assert.deepEqual(await told(id), new Set([bob.accountId, carol.accountId]))
  })

  test('of a post that is gone are gone, and none comes late', async () => {
    const id = await post(t.site, alice, `@${bob.username} never mind`)
    await notifyMentions(t.site, id)
    await deleteStatus(t.site, alice, id)
    await notifyMentions(t.site, id)
    assert.deepEqual(await told(id), new Set([]))
  })
})
