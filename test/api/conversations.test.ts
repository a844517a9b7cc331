import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { block } from '#features/relationships/block.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { followers, newViewer } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { neighbours, settle, walk } from './notifications.ts'
import { circle, type Conversation, last, list, of, type Somebody, write } from './conversations-scene.ts'

suite('conversations', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  const idsOf = (...some: Somebody[]) => some.map((one) => one.accountId).sort((a, b) => a - b)
  const people = (one: Conversation | undefined) => one?.accounts.map((account) => Number(account.id)).sort((a, b) => a - b)

  test('are had by everybody in them, unread by all but who wrote last', async () => {
    const { ann, ben, cleo } = await circle(t)
    const first = await write(t, ann, [ben, cleo])
    const answer = await write(t, ben, [ann, cleo], { replyToId: first })
    for (const [who, unread, others] of [
      [ann, true, [ben, cleo]],
      [ben, false, [ann, cleo]],
      [cleo, true, [ann, ben]],
    ] as const) {
      const [one, ...rest] = await of(who)
      assert.deepEqual(rest, [])
      assert.deepEqual([one!.unread, last([one!]), people(one)], [unread, [answer], idsOf(...others)])
    }
    const note = await write(t, ann, [])
    assert.deepEqual([last(await of(ann)), people((await of(ann))[0])], [[note, answer], [ann.accountId]])
  })

  test('hold letters only', async () => {
    const { ann, ben } = await circle(t)
    await write(t, ann, [ben], { audience: { kind: 'everyone', listed: true } })
    await write(t, ann, [ben], { audience: followers })
    assert.deepEqual([await of(ann), await of(ben)], [[], []])
  })

  test('are one for each circle of people in a thread, whoever is named again', async () => {
    const { ann, ben, cleo } = await circle(t)
    const first = await write(t, ann, [ben, cleo])
    // Whom an answer carries along without a name belongs to it as well.
    const quiet = await write(t, ben, [ann], { replyToId: first })
    assert.deepEqual(last(await of(cleo)), [quiet])
    const other = await write(t, ann, [ben])
    assert.deepEqual(last(await of(ben)), [other, quiet])
    await editStatus(t.site, ann, other, { text: `@${ben.username} @${cleo.username} both` })
    await settle(t.site)
    assert.deepEqual(last(await of(cleo)), [other, quiet])
    assert.deepEqual((await of(ben)).map(people), [idsOf(ann, cleo), idsOf(ann, cleo)])
  })

  test('with somebody blocked are out of sight', async () => {
    const { ann, ben } = await circle(t)
    await write(t, ann, [ben])
    await block(t.site, ben, ann.accountId)
    assert.deepEqual(await of(ben), [])
    assert.equal((await of(ann)).length, 1)
  })

  // SEC:V10
  test('take up the first letter of a colleague whom one does not follow', async () => {
    const { ann } = await circle(t)
    const colleague = { ...(await newViewer(t.site, 'colleague')), api: ann.api }
    const first = await write(t, colleague, [ann])
    assert.deepEqual([last(await of(ann)), (await of(ann))[0]!.unread], [[first], true])
  })

  test('do not take up a stranger’s letter that one filters before the request is accepted', async () => {
    const { ann } = await circle(t)
    await changePolicy(t.site, ann, { privateMentions: 'filter' })
    const stranger = { ...(await newViewer(t.site, 'stranger')), api: ann.api }
    const first = await write(t, stranger, [ann])
    const second = await write(t, stranger, [ann], { replyToId: first })
    assert.deepEqual(await of(ann), [])
    const [request] = (await ann.api.get('/api/v1/notifications/requests')).json
    await ann.api.post(`/api/v1/notifications/requests/${request.id}/accept`)
    await settle(t.site)
    assert.deepEqual([last(await of(ann)), (await of(ann))[0]!.unread], [[second], true])
  })

  test('are walked by their newest letters at a constant cost', async () => {
    const { ann, ben } = await circle(t)
    const ids: number[] = []
    for (let i = 0; i < 11; i++) ids.unshift(await write(t, ann, [ben]))
    ids.unshift(await write(t, ben, [ann], { replyToId: ids.pop()! }))
    const pages = await walk(ben.api, `${list}?limit=4`)
    assert.deepEqual(
      pages.flatMap((page) => last(page.json)),
      ids,
    )
    assert.match(neighbours(pages[0]!).next!, new RegExp(`max_id=${ids[3]}`))
    assert.deepEqual(last((await ben.api.get(neighbours(pages[1]!).prev!)).json), ids.slice(0, 4))
    assert.deepEqual(last(await of(ben, `?since_id=${ids[5]}&limit=2`)), ids.slice(0, 2))
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await of(ben, `?limit=${limit}`)).length, limit))
      return ran.filter((one) => /conversation|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(2)
    assert.equal(await cost(11), await cost(2))
  })
})
