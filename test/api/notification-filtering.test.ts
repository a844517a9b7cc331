import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fresh, settle, type Somebody } from './notifications.ts'
import { asked, list, mention, policy, types } from './notification-requests-scene.ts'

const day = 86_400_000

suite('the policy of notifications and the requests that it makes', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  const change = async (who: Somebody, set: Partial<typeof accounts.$inferInsert>) =>
    await t.site.store.tx(async (db) => await db.update(accounts).set(set).where(eq(accounts.id, who.accountId)))

  const classes: [
    string,
    string,
    (sender: Somebody, me: Somebody) => Promise<unknown>,
    (sender: Somebody, me: Somebody) => Promise<unknown>,
  ][] = [
    ['whom one does not follow', 'for_not_following', async () => {}, async (sender, me) => await follow(t.site, me, sender.accountId)],
    [
      'who do not follow, or not yet three days',
      'for_not_followers',
      async (sender, me) => await follow(t.site, sender, me.accountId),
      async () => t.clock.advance(3 * day + 1),
    ],
    [
      'who are here less than 30 days',
      'for_new_accounts',
      async () => {},
      async (sender) => await change(sender, { createdAt: t.clock.now() - 31 * day }),
    ],
    [
      'whom a moderator has limited',
      'for_limited_accounts',
      async (sender) => await change(sender, { limitedAt: 1 }),
      async (sender) => await change(sender, { limitedAt: null }),
    ],
    [
      'that are bots',
      'for_bots',
      async (sender) => await change(sender, { bot: true }),
      async (sender) => await change(sender, { bot: false }),
    ],
  ]
  for (const [who, name, make, unmake] of classes)
    test(`${name} filters and drops those ${who}, and nobody else`, async () => {
      const { me, api } = await fresh(t)
      const sender = await newViewer(t.site, 'sender')
      await make(sender, me)
      await settle(t.site)
      await api.post(`${list}/clear`)
      await policy(api, { [name]: 'filter' })
      await mention(t, sender, me)
      assert.deepEqual([await types(api), await types(api, '?include_filtered=true')], [[], ['mention']])
      assert.equal((await asked(api)).length, 1)
      await policy(api, { [name]: 'drop' })
      await mention(t, sender, me)
      assert.equal((await types(api, '?include_filtered=true')).length, 1)
      await unmake(sender, me)
      await mention(t, sender, me)
      assert.deepEqual(await types(api), ['mention'])
    })

  test('lets the letter of a colleague arrive whom one has never met, unless one has chosen otherwise', async () => {
    const { me, api } = await fresh(t)
    const colleague = await newViewer(t.site, 'colleague')
    await mention(t, colleague, me, { audience: named })
    assert.deepEqual([await types(api), await asked(api)], [['mention'], []])
    const filtered = await policy(api, { for_private_mentions: 'filter' })
    assert.equal(filtered.json.for_private_mentions, 'filter')
    await mention(t, colleague, me, { audience: named })
    assert.deepEqual([(await types(api)).length, (await asked(api)).length], [1, 1])
    await policy(api, { for_private_mentions: 'drop' })
    await mention(t, colleague, me, { audience: named })
    assert.equal((await asked(api))[0]!.notifications_count, '1')
  })

  // SEC:V10
  test('takes a letter of a stranger for one unless the receiver had written to the stranger before', async () => {
    const { me, api } = await fresh(t)
    const [sender, friend] = [await newViewer(t.site, 'sender'), await newViewer(t.site, 'friend')]
    await policy(api, { for_private_mentions: 'filter' })
    await follow(t.site, me, friend.accountId)
    await mention(t, friend, me, { audience: named })
    assert.deepEqual(await types(api), ['mention'])
    // A chain of the stranger's own letters, and an answer to what the receiver said to everybody, are no answers to a letter.
    const first = await mention(t, sender, me, { audience: named })
    await mention(t, sender, me, { audience: named, replyToId: first })
    await mention(t, sender, me, { audience: named, replyToId: await post(t.site, me, 'to all') })
    await mention(t, sender, me, { audience: named, replyToId: await post(t.site, me, `@${sender.username} aloud`) })
    assert.deepEqual(await types(api), ['mention'])
    assert.deepEqual(
      (await asked(api)).map((one) => one.notifications_count),
      ['4'],
    )
    const letter = await post(t.site, me, `@${sender.username} to you`, { audience: named })
    await mention(t, sender, me, { audience: named, replyToId: letter })
    assert.deepEqual(await types(api), ['mention', 'mention'])
    // What is said aloud is no letter.
    await mention(t, sender, me)
    assert.equal((await types(api)).length, 3)
  })
})
