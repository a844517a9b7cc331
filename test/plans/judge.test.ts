import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { asc, desc, eq, gt } from '#db/drizzle.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { type TestSite, testSite } from '../site.ts'
import { type PlansHouse, plansHouse } from './house.ts'
import { type Expected, judge } from './judge.ts'
import { accountId } from './seed.ts'

const { id, accountId: author, text } = statuses

suite('planted: a plan that would grow with the house', () => {
  let t: TestSite
  let house: PlansHouse | undefined
  before(async () => {
    t = await testSite()
    house = await plansHouse(t)
  })
  after(async () => {
    await house?.close()
    await t?.close()
  })

  const posts = () => t.site.store.read.select({ id }).from(statuses)
  const judged = async (work: () => PromiseLike<unknown>, expected: Expected) => await judge(house!, async () => await work(), expected)

  test('a table that is read whole', async () => {
    await assert.rejects(
      judged(() => posts().where(eq(text, 'x')), { uses: [] }),
      { name: 'AssertionError' },
    )
  })
  test('a sort of everything', async () => {
    await assert.rejects(
      judged(() => posts().orderBy(desc(text)).limit(20), { uses: [] }),
      { name: 'AssertionError' },
    )
  })
  test('a walk along an index that was not named', async () => {
    const work = () => posts().where(gt(text, 'x')).orderBy(asc(id)).limit(20)
    await assert.rejects(judged(work, { uses: [] }), { name: 'AssertionError' })
  })
  test('an index that is expected and not used', async () => {
    const work = () =>
      posts()
        .where(eq(author, accountId(3)))
        .orderBy(desc(id))
        .limit(20)
    await judged(work, { uses: ['statuses_account'] })
    await assert.rejects(judged(work, { uses: ['statuses_public'] }), /statuses_public is not used/)
  })
})
