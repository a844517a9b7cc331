import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { loadContext } from '#features/statuses/load-context.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { threadView } from '#features/statuses/thread.html.ts'
import { loadThread } from '#features/statuses/thread.ts'
import { type TestSite, testSite } from '../../site.ts'
import { statementsOf } from './statements.ts'
import { named, newViewer, post } from './world.ts'

suite('a thread', () => {
  let t: TestSite
  let alice: Viewer & { username: string }, bob: Viewer & { username: string }, carol: Viewer
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
  })
  after(async () => await t.close())

  const ids = (list: { status: { id: number } }[]) => list.map((parts) => parts.status.id)
  const say = async (by: Viewer, text: string, replyToId: number | null = null, o = {}) => await post(t.site, by, text, { replyToId, ...o })

  test('shows the way up to its start, and everything below in the order of the conversation', async () => {
    const start = await say(alice, 'start')
    const first = await say(bob, 'first', start)
    const second = await say(carol, 'second', start)
    const deep = await say(alice, 'deep', first)
    const deeper = await say(bob, 'deeper', deep)
    const { ancestors, descendants } = await loadThread(t.site, carol, first)
    assert.deepEqual(ids(ancestors), [start])
    assert.deepEqual(ids(descendants), [deep, deeper])
    const whole = threadView(await loadThread(t.site, carol, start))
    assert.equal(whole.count, 4)
    // Two levels, and whatever is deeper stands flat and says whom it answers.
    assert.deepEqual(
      whole.replies.map((reply) => [reply.post.id, reply.replies.map((below) => [below.post.id, below.post.answers_to !== null])]),
      [
        [
          String(first),
          [
            [String(deep), false],
            [String(deeper), true],
          ],
        ],
        [String(second), []],
      ],
    )
  })

  test('folds what lies deeper, each branch for itself, and says from whom it is', async () => {
    const start = await say(alice, 'start')
    const first = await say(bob, 'first', start)
    const second = await say(alice, 'second', first)
    const third = await say(bob, 'third', second)
    const fourth = await say(carol, 'fourth', third)
    const more = [await say(carol, 'a', first), await say(bob, 'b', first), await say(alice, 'c', first)]
    const open = threadView(await loadThread(t.site, alice, start)).replies[0]!
    assert.deepEqual(
      open.replies.map((one) => one.post.id),
      [second, ...more].map(String),
    )
    const { more: fold } = open.replies[0]!
    assert.deepEqual([fold!.key, fold!.count, fold!.replies.map((one) => one.post.id)], ['thread.more_two', 2, [third, fourth].map(String)])
    assert.deepEqual(
      fold!.replies.map((one) => one.post.answers_to !== null),
      [false, true],
    )
    // Of many answers to one the first three stand open, and the rest with all below them is folded.
    const fifth = await say(bob, 'd', first)
    const last = await say(alice, 'e', fifth)
    const many = threadView(await loadThread(t.site, alice, start)).replies[0]!
    assert.equal(many.replies.length, 3)
    assert.deepEqual(
      many.more!.replies.map((one) => one.post.id),
      [more[2], fifth, last].map(String),
    )
  })

  // SEC:V4
  test('leaves out what is for others, and everything below it', async () => {
    const start = await say(alice, 'open')
    const secret = await say(bob, `@${alice.username} between us`, start, { audience: named })
    const below = await say(alice, `@${bob.username} yes`, secret)
    assert.deepEqual(ids((await loadThread(t.site, carol, start)).descendants), [])
    assert.deepEqual(ids((await loadThread(t.site, bob, start)).descendants), [secret, below])
    await assert.rejects(loadThread(t.site, carol, below), { code: 'not_found' })
  })

  test('ends its way up where a post is gone', async () => {
    const start = await say(alice, 'start')
    const middle = await say(bob, 'middle', start)
    const end = await say(carol, 'end', middle)
    await deleteStatus(t.site, bob, middle)
    assert.deepEqual(ids((await loadThread(t.site, carol, end)).ancestors), [])
    assert.deepEqual(ids((await loadThread(t.site, carol, start)).descendants), [])
  })

  // SEC:D9
  test('that goes round in a circle ends, and shows each post once', async () => {
    const start = await say(alice, 'start')
    const second = await say(bob, 'second', start)
    const third = await say(carol, 'third', second)
    await t.site.store.tx(async (db) => await db.update(statuses).set({ replyToId: third }).where(eq(statuses.id, start)))
    for (const load of [loadThread, loadContext])
      for (const [id, up, down] of [
        [start, [second, third], [second, third]],
        [second, [third, start], [third]],
        [third, [start, second], [start, second]],
      ] as const) {
        const { ancestors, descendants } = await load(t.site, alice, id)
        assert.deepEqual([ids(ancestors), ids(descendants)], [up, down])
      }
    await t.site.store.tx(async (db) => await db.update(statuses).set({ replyToId: start }).where(eq(statuses.id, start)))
    assert.deepEqual(ids((await loadContext(t.site, alice, start)).ancestors), [])
  })

  // SEC:D9
  test('is shown up to its bounds, however long it is, in the same number of queries', async () => {
    const start = await say(alice, 'deep')
    const way = [start]
    for (let i = 0; i < 70; i++) way.push(await say(bob, `${i}`, way.at(-1)!))
    const end = way.at(-1)!
    assert.equal((await loadThread(t.site, alice, end)).ancestors.length, 40)
    assert.equal((await loadThread(t.site, alice, start)).descendants.length, 60)
    assert.deepEqual(ids((await loadContext(t.site, alice, start)).descendants), way.slice(1))
    assert.deepEqual(ids((await loadContext(t.site, alice, end)).ancestors), way.slice(0, -1))
    const deep = await statementsOf(async () => await loadContext(t.site, alice, way[35]!))
    const flat = await statementsOf(async () => await loadContext(t.site, alice, way[69]!))
    assert.equal(deep.length, flat.length)
  })
})
