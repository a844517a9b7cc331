import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { type TestSite, testSite } from '../../site.ts'
import { validate } from '../../contract/validate.ts'
import { statementsOf } from './statements.ts'
import { followers, named, newViewer, post } from './world.ts'

suite('the wire form of statuses', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody
  const ids: number[] = []
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    await follow(t.site, bob, alice.accountId)
    for (let i = 0; i < 40; i++) {
      const by = i % 2 ? alice : bob
      const audience = i % 3 === 0 ? followers : i % 3 === 1 ? named : ({ kind: 'everyone', listed: true } as const)
      const replyToId = i % 5 === 4 ? ids.at(-1)! : null
      const whom = replyToId === null ? `@${(by === alice ? bob : alice).username} ` : ''
      ids.push(await post(t.site, by, `${whom}post ${i} #tag${i}`, { audience, replyToId }))
    }
  })
  after(async () => await t.close())

  const parts = async (list: number[]) => await loadStatusParts(t.site, t.site.store.read, list, bob)

  test('costs the same number of queries for a page of 2 and of 40', async () => {
    const few = await statementsOf(async () => await parts(ids.slice(0, 5)))
    const many = await statementsOf(async () => await parts(ids))
    assert.equal(many.length, few.length)
    assert.ok(few.length >= 6 && few.length <= 18, `${few.length} queries`)
  })

  test('keeps the order that it was asked for and leaves out what may not be seen', async () => {
    const asked = ids.toReversed()
    const seen = await parts([...asked, 4711])
    const shown = seen.map((one) => one.status.id)
    assert.deepEqual(
      shown,
      asked.filter((id) => shown.includes(id)),
    )
    assert.ok(shown.length > 20 && shown.length < 41)
    validate(
      'Status[]',
      seen.map((one) => statusJson(t.site, one)),
    )
  })

  test('says its own words to the viewer only: pinned stands on own posts that can be pinned', async () => {
    for (const one of await parts(ids)) {
      const pinnable = one.status.accountId === bob.accountId && one.status.audience !== 'named'
      assert.equal('pinned' in statusJson(t.site, one), pinnable)
    }
  })
})
