import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { boost } from '#features/statuses/boost.ts'
import { feedViews } from '#features/statuses/feed.html.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer, post } from './world.ts'

suite('a list of posts on a page', () => {
  let t: TestSite
  before(async () => {
    t = await testSite()
  })
  after(async () => await t.close())

  const shown = async (ids: readonly number[], viewer: { accountId: number }) =>
    feedViews(await loadStatusParts(t.site, t.site.store.read, ids, viewer))

  test('a post that several have passed on stands once, where it came up last, the reader named first', async () => {
    const { site } = t
    const people = await Promise.all(['ada', 'ben', 'cleo', 'dora'].map(async (name) => await newViewer(site, name)))
    const [ada, ben, cleo, dora] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0], (typeof people)[0]]
    const id = await post(site, ada, 'worth passing on')
    t.clock.advance(1000)
    const between = await post(site, ben, 'between')
    t.clock.advance(1000)
    const boosts: number[] = []
    for (const who of [ben, cleo, dora]) boosts.push(await boost(site, who, id))
    const list = [...boosts.toReversed(), between, id]

    const [first, second, ...rest] = await shown(list, ada)
    assert.deepEqual([first?.id, second?.id, rest.length], [String(id), String(between), 0])
    assert.deepEqual([first?.boosters?.key, first?.boosters?.a_html, first?.boosters?.count], ['post.boosted_two_others', 'dora', 1])
    assert.equal(first?.boosters?.faces.length, 3)
    assert.equal(first?.placed_at, t.clock.now())
    assert.equal(second?.boosters, null)

    const [mine] = await shown(list, ben)
    assert.deepEqual([mine?.boosters?.key, mine?.boosters?.a_html, mine?.boosters?.count], ['post.boosted_you_one_others', 'dora', 1])
    const [only] = await shown([boosts[0]!], ben)
    assert.equal(only?.boosters?.key, 'post.boosted_you')
  })
})
