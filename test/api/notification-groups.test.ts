import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { saveMarkers } from '#features/markers/save-markers.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fresh, neighbours, settle, type Somebody, walk } from './notifications.ts'
import { each, type Group, groups, idOf, list, makeCrowd, shape } from './notification-groups-scene.ts'

const hour = 3_600_000

suite('notifications in groups', () => {
  let t: TestWeb
  let crowd: Somebody[]
  before(async () => {
    t = await startTestWeb()
    crowd = await makeCrowd(t)
  })
  after(async () => await t.close())

  test('show likes of one post, boosts of one post and follows together, and all else alone', async () => {
    const { me, api } = await fresh(t)
    const [one, two] = [await post(t.site, me, 'one'), await post(t.site, me, 'two')]
    await each(t, crowd, async (who) => await favourite(t.site, who, one))
    await each(t, crowd.slice(0, 2), async (who) => await favourite(t.site, who, two))
    await each(t, crowd.slice(0, 2), async (who) => await boost(t.site, who, one))
    await each(t, crowd.slice(0, 3), async (who) => await follow(t.site, who, me.accountId))
    await each(t, crowd.slice(0, 2), async (who) => await post(t.site, who, `@${me.username} hello`))
    const answer = (await api.get(list)).json
    const found = answer.notification_groups as Group[]
    assert.deepEqual(shape(found), ['mention 1', 'mention 1', 'follow 3', 'reblog 2', 'favourite 2', 'favourite 10'])
    assert.deepEqual(
      found.slice(2).map((group) => group.status_id),
      [undefined, one, two, one].map((id) => id && String(id)),
    )
    const likes = found[5]!
    assert.match(likes.group_key, new RegExp(`^favourite-${one}-\\d+$`))
    assert.match(found[2]!.group_key, /^follow-\d+$/)
    assert.equal(found[0]!.group_key, `ungrouped-${found[0]!.most_recent_notification_id}`)
    assert.deepEqual(likes.sample_account_ids, crowd.slice(2).reverse().map(idOf))
    // Each account and each post stands in the answer once, and none that a group names is missing.
    const [accounts, statuses] = [answer.accounts, answer.statuses].map((some: { id: string }[]) => some.map((x) => x.id))
    assert.equal(new Set(accounts).size, accounts!.length)
    assert.equal(new Set(statuses).size, statuses!.length)
    for (const group of found) {
      for (const id of group.sample_account_ids) assert.ok(accounts!.includes(id))
      if (group.status_id) assert.ok(statuses!.includes(group.status_id))
    }
  })

  test('stretch over twelve hours and no longer', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked all day')
    for (const who of crowd.slice(0, 4)) {
      await each(t, [who], async (one) => await favourite(t.site, one, mine))
      t.clock.advance(5 * hour)
    }
    assert.deepEqual(shape(await groups(api)), ['favourite 1', 'favourite 3'])
  })

  test('follow grouped_types', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked')
    await each(t, crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
    await each(t, crowd.slice(0, 2), async (who) => await follow(t.site, who, me.accountId))
    assert.deepEqual(shape(await groups(api, '?grouped_types[]=follow')), ['follow 2', 'favourite 1', 'favourite 1'])
    assert.ok((await groups(api, '?grouped_types[]=follow')).slice(1).every((group) => group.group_key.startsWith('ungrouped-')))
    assert.equal((await groups(api, '?grouped_types[]=mention')).length, 4)
    const count = async (query = '') => (await api.get(`${list}/unread_count${query}`)).json.count as number
    assert.deepEqual([await count(), await count('?grouped_types[]=follow'), await count('?limit=1')], [2, 3, 1])
    assert.equal(await count('?types[]=follow'), 1)
    const [newest] = await groups(api)
    await saveMarkers(t.site, me, [{ timeline: 'notifications', lastReadId: newest!.most_recent_notification_id - 1 }])
    assert.equal(await count(), 1)
  })

  test('are walked by their links; a page says which part of a group it holds', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked')
    const hello = async (who: Somebody) => await post(t.site, who, `@${me.username} hello`)
    await each(t, crowd.slice(0, 2), async (who) => await favourite(t.site, who, mine))
    await each(t, crowd.slice(0, 3), hello)
    await each(t, crowd.slice(2, 4), async (who) => await favourite(t.site, who, mine))
    await each(t, crowd.slice(3, 4), hello)
    assert.deepEqual(shape(await groups(api)), ['mention 1', 'favourite 4', 'mention 1', 'mention 1', 'mention 1'])
    const pages = await walk(api, `${list}?limit=2&types[]=mention&types[]=favourite`)
    const found = pages.map((page) => page.json.notification_groups as Group[])
    assert.deepEqual(found.map(shape), [
      ['mention 1', 'favourite 4'],
      ['favourite 3', 'mention 1'],
      ['mention 1', 'mention 1'],
      ['favourite 2'],
      [],
    ])
    const parts = found.flat().filter((group) => group.type === 'favourite')
    assert.equal(new Set(parts.map((group) => group.group_key)).size, 1)
    for (const part of parts) assert.ok(Number(part.page_min_id) <= Number(part.page_max_id))
    assert.equal(found[0]![1]!.page_max_id, String(found[0]![1]!.most_recent_notification_id))
    // Up again from the second page: the one right above it, each group by its oldest there.
    assert.deepEqual(shape((await api.get(neighbours(pages[1]!).prev!)).json.notification_groups), ['mention 1', 'favourite 4'])
    const newest = found[0]![0]!.most_recent_notification_id
    assert.deepEqual(shape(await groups(api, `?since_id=${newest - 1}`)), ['mention 1'])
  })

  test('give whole accounts, or faces for all but the first of each group', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked')
    await each(t, crowd.slice(0, 4), async (who) => await favourite(t.site, who, mine))
    const { json } = await api.get(`${list}?expand_accounts=partial_avatars`)
    assert.deepEqual(json.accounts.map((one: { id: string }) => one.id).sort(), [idOf(crowd[3]!), idOf(me)].sort())
    assert.deepEqual(
      json.partial_accounts.map((one: { id: string }) => one.id),
      [2, 1, 0].map((i) => idOf(crowd[i]!)),
    )
    assert.equal('note' in json.partial_accounts[0], false)
    assert.equal('partial_accounts' in (await api.get(`${list}?expand_accounts=full`)).json, false)
    const odd = await api.get(`${list}?expand_accounts=some`)
    assert.equal(odd.status, 400)
    assert.match(odd.json.error, /Invalid value for 'expand_accounts': 'some'/)
  })

  test('count nobody of whom one wants to hear nothing', async () => {
    const { me, api } = await fresh(t)
    const mine = await post(t.site, me, 'liked')
    await each(t, crowd.slice(0, 3), async (who) => await favourite(t.site, who, mine))
    await mute(t.site, me, crowd[2]!.accountId)
    const [likes] = await groups(api)
    assert.deepEqual([likes!.notifications_count, likes!.sample_account_ids], [2, [1, 0].map((i) => idOf(crowd[i]!))])
    assert.equal((await api.get(`${list}/${likes!.group_key}/accounts`)).json.length, 2)
  })

  test('cost as many statements for many as for few', async () => {
    const { me, api } = await fresh(t)
    for (let i = 0; i < 15; i++) {
      const mine = await post(t.site, me, `number ${i}`)
      for (const who of crowd.slice(0, 3)) await favourite(t.site, who, mine)
      await post(t.site, crowd[i % 10]!, `@${me.username} number ${i}`)
    }
    await settle(t.site)
    const cost = async (limit: number) => {
      const ran = await statementsOf(async () => assert.equal((await groups(api, `?limit=${limit}`)).length, limit))
      return ran.filter((one) => /notifications|status|account|follow|block|mute/.test(one.sql)).length
    }
    await cost(4)
    assert.equal(await cost(30), await cost(4))
  })
})
