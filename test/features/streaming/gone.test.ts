import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post, unlisted } from '../statuses/world.ts'
import { listen, quiet } from './listener.ts'

const channels = [
  'user',
  'public',
  'public:media',
  'public:local',
  'public:remote',
  { name: 'hashtag', tag: 'x' },
  { name: 'hashtag:local', tag: 'x' },
]

// SEC:V6
suite('the end of a post', () => {
  let t: TestSite
  let author: Awaited<ReturnType<typeof newViewer>>
  let fan: typeof author
  let stranger: typeof author
  before(async () => {
    t = await testSite()
    author = await newViewer(t.site, 'author')
    fan = await newViewer(t.site, 'fan')
    stranger = await newViewer(t.site, 'stranger')
    await follow(t.site, fan, author.accountId)
  })
  after(() => t.close())

  /** Asserts on which channels the one who follows and the one who does not hear that it is gone. */
  const end = async (id: number, ...expected: [fan: string[], stranger: string[]]) => {
    await quiet()
    const listeners = [await listen(t.site, fan, { channels }), await listen(t.site, stranger, { channels })]
    await deleteStatus(t.site, author, id)
    for (const [i, { heard, until }] of listeners.entries()) {
      await until(expected[i]!.length)
      await quiet()
      for (const { event, payload } of heard) assert.deepEqual([event, payload], ['delete', String(id)])
      assert.deepEqual(heard.map(({ channel }) => channel).sort(), [...expected[i]!].sort())
    }
  }

  test('is told where it may have stood', async () => {
    const places = ['user', 'public', 'public:local', 'hashtag', 'hashtag:local']
    await end(await post(t.site, author, 'Hello #X'), places, places)
    const answered = await post(t.site, fan, 'What?')
    const answer = ['user', 'hashtag', 'hashtag:local']
    await end(await post(t.site, author, 'That #x', { replyToId: answered }), answer, answer)
    await end(await post(t.site, author, 'Another #y'), places.slice(0, 3), places.slice(0, 3))
    await end(await boost(t.site, author, answered), ['user'], ['user'])
  })

  test('is nothing to those for whom it was not, on no channel', async () => {
    await end(await post(t.site, author, 'Hello #x', { audience: followers }), ['user'], [])
    await end(await post(t.site, author, `@${fan.username} #x`, { audience: named }), ['user'], [])
    await end(await post(t.site, author, 'Hello #x', { audience: unlisted }), ['user'], ['user'])
  })
})
