// masto.js, on which Elk, Phanpy and many bots stand: the library itself, over TLS.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient, type mastodon } from 'masto'
import { answerIn } from '../api/oauth-browser.ts'
import { photo } from '../pictures.ts'
import { type Company, openCompany } from './company.ts'
import { type Colleague, colleague, eventually } from './day.ts'
import { pushAddress } from './push-address.ts'
import { scopes } from './replay.ts'
import { allow } from './sign-in.ts'
import { watchFetch } from './watch.ts'

const redirectUri = 'https://bot.corp.example/back'

suite('masto.js lives a day', () => {
  let company: Company
  let bob: Colleague
  let app: { clientId: string; clientSecret: string }
  let token: string
  let me: mastodon.rest.Client
  let written: string
  let watched: ReturnType<typeof watchFetch>
  before(async () => {
    company = await openCompany()
    watched = watchFetch(company.url)
    bob = await colleague(company, 'bob')
    written = (await bob.api.post('/api/v1/statuses', { body: { status: 'Coffee is ready #coffee' } })).json.id
  })
  after(() => company.close())

  test('registers, signs in, knows who it is', async () => {
    const rest = createRestAPIClient({ url: company.url })
    const registered = await rest.v1.apps.create({ clientName: 'masto.js', redirectUris: redirectUri, scopes })
    app = { clientId: registered.clientId!, clientSecret: registered.clientSecret! }
    const query = new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri, scope: scopes })
    const back = await allow(company.url, `/oauth/authorize?${query.toString()}`, 'dora')
    const code = answerIn(back).get('code')!
    const grant = { ...app, redirectUri, code, scope: scopes, grantType: 'authorization_code' as const }
    token = (await createOAuthAPIClient({ url: company.url }).token.create(grant)).accessToken
    me = createRestAPIClient({ url: company.url, accessToken: token })
    assert.equal((await me.v1.accounts.verifyCredentials()).username, 'dora')
    assert.equal((await me.v2.instance.fetch()).domain, 'social.corp.localhost')
    assert.equal((await me.v1.instance.fetch()).uri, 'social.corp.localhost')
    assert.ok(await me.v1.preferences.fetch())
  })

  test('follows, reads, likes, answers', async () => {
    const { $select } = me.v1.accounts
    assert.equal((await $select(bob.id).follow({ reblogs: true })).following, true)
    assert.equal((await me.v1.accounts.relationships.fetch({ id: [bob.id] }))[0]!.following, true)
    assert.equal((await me.v1.accounts.lookup({ acct: 'bob' })).id, bob.id)
    const home = await me.v1.timelines.home.list({ limit: 20 })
    assert.ok(home.some(({ id }) => id === written))
    assert.equal((await me.v2.search.list({ q: 'bob', type: 'accounts' })).accounts[0]!.id, bob.id)
    const post = me.v1.statuses.$select(written)
    assert.equal((await post.favourite()).favourited, true)
    assert.equal((await post.bookmark()).bookmarked, true)
    assert.equal((await post.reblog()).reblog!.id, written)
    const answer = await me.v1.statuses.create({ status: '@bob On my way', inReplyToId: written, visibility: 'public' })
    assert.equal((await post.context.fetch()).descendants[0]!.id, answer.id)
    assert.equal((await post.favouritedBy.list())[0]!.username, 'dora')
    assert.equal((await me.v1.statuses.fetch({ id: [written, answer.id] })).length, 2)
    await me.v1.statuses.$select(answer.id).update({ status: '@bob Coming' })
    assert.equal((await me.v1.statuses.$select(answer.id).history.list()).length, 2)
    await me.v1.statuses.$select(answer.id).remove()
    const { status } = await me.v1.statuses
      .$select(answer.id)
      .fetch()
      .then(
        () => ({ status: 200 }),
        (error: { statusCode: number }) => ({ status: error.statusCode }),
      )
    assert.equal(status, 404)
  })

  test('posts a picture with a text for who cannot see it', async () => {
    const file = new File([new Uint8Array(await photo())], 'IMG_0815.jpg', { type: 'image/jpeg' })
    const media = await me.v2.media.create({ file, description: 'A cup' })
    assert.ok(media.url && media.previewUrl)
    const again = await me.v1.media.$select(media.id).update({ description: 'A cup of coffee', focus: '0.1,-0.2' })
    assert.equal(again.description, 'A cup of coffee')
    const post = await me.v1.statuses.create({ status: 'Morning', mediaIds: [media.id] })
    assert.equal(post.mediaAttachments[0]!.description, 'A cup of coffee')
    const before = await me.v1.accounts.verifyCredentials()
    const changed = await me.v1.accounts.updateCredentials({
      note: 'Starts today',
      avatar: file,
      fieldsAttributes: [{ name: 'Desk', value: '2.14' }],
    })
    assert.notEqual(changed.avatar, before.avatar)
    assert.deepEqual([changed.source.note, changed.fields[0]!.value], ['Starts today', '2.14'])
  })

  test('pages through home by the Link header', async () => {
    for (let i = 0; i < 5; i++) await me.v1.statuses.create({ status: `Page ${i}` })
    const seen: string[] = []
    for await (const page of me.v1.timelines.home.list({ limit: 2 })) seen.push(...page.map(({ id }) => id))
    assert.ok(seen.length >= 7)
    assert.equal(new Set(seen).size, seen.length)
  })

  test('keeps lists, filters, tags, markers and conversations', async () => {
    const list = await me.v1.lists.create({ title: 'Logistics' })
    await me.v1.lists.$select(list.id).accounts.create({ accountIds: [bob.id] })
    assert.equal((await me.v1.lists.$select(list.id).accounts.list())[0]!.id, bob.id)
    assert.ok((await me.v1.timelines.list.$select(list.id).list()).some(({ id }) => id === written))
    await me.v1.lists.$select(list.id).accounts.remove({ accountIds: [bob.id] })
    await me.v1.lists.$select(list.id).remove()
    const filter = await me.v2.filters.create({
      title: 'Tea',
      context: ['home'],
      filterAction: 'warn',
      keywordsAttributes: [{ keyword: 'tea', wholeWord: true }],
    })
    assert.equal(filter.keywords[0]!.keyword, 'tea')
    await me.v2.filters.$select(filter.id).remove()
    assert.equal((await me.v1.tags.$select('coffee').follow()).following, true)
    assert.equal((await me.v1.followedTags.list())[0]!.name, 'coffee')
    assert.ok((await me.v1.timelines.tag.$select('coffee').list()).length > 0)
    await me.v1.markers.create({ home: { lastReadId: written } })
    assert.equal((await me.v1.markers.fetch({ timeline: ['home'] })).home.lastReadId, written)
    await bob.api.post('/api/v1/statuses', { body: { status: '@dora between us', visibility: 'direct' } })
    const talk = await eventually(async () => (await me.v1.conversations.list())[0], 'the conversation')
    assert.equal((await me.v1.conversations.$select(talk.id).read()).unread, false)
  })

  test('votes, schedules, asks for push, reads what the company says', async () => {
    const expiresIn = 3600
    const own = await me.v1.statuses.create({ status: 'Lunch?', poll: { options: ['Soup', 'Rice'], expiresIn } })
    assert.deepEqual(
      own.poll!.options.map(({ title }) => title),
      ['Soup', 'Rice'],
    )
    const asked = await bob.api.post('/api/v1/statuses', {
      body: { status: 'Where?', poll: { options: ['A', 'B'], expires_in: expiresIn } },
    })
    const voted = await me.v1.polls.$select(asked.json.poll.id).votes.create({ choices: [1] })
    assert.deepEqual([voted.voted, voted.ownVotes], [true, [1]])

    const scheduledAt = new Date(Date.now() + 3_600_000).toISOString()
    const later = await me.v1.statuses.create({ status: 'Later', scheduledAt })
    const moved = new Date(Date.now() + 7_200_000).toISOString()
    assert.equal((await me.v1.scheduledStatuses.$select(later.id).update({ scheduledAt: moved })).scheduledAt, moved)
    assert.deepEqual(
      (await me.v1.scheduledStatuses.list()).map(({ id }) => id),
      [later.id],
    )
    await me.v1.scheduledStatuses.$select(later.id).remove()
    assert.deepEqual(await me.v1.scheduledStatuses.list(), [])

    const { endpoint, ...keys } = pushAddress()
    const push = await me.v1.push.subscription.create({
      subscription: { endpoint, keys },
      data: { alerts: { mention: true } },
      policy: 'all',
    })
    assert.deepEqual([push.endpoint, push.alerts.mention], [endpoint, true])
    assert.equal((await me.v1.push.subscription.update({ data: { alerts: { mention: false } } })).alerts.mention, false)
    await me.v1.push.subscription.remove()
    await assert.rejects(async () => await me.v1.push.subscription.fetch(), { statusCode: 404 })
    assert.deepEqual([await me.v1.announcements.list(), await me.v1.customEmojis.list()], [[], []])
  })

  test('hears of posts, mentions and letters on the channels of one socket, and reads the notifications', async () => {
    const { configuration } = await me.v2.instance.fetch()
    const streaming = createStreamingAPIClient({ streamingApiUrl: configuration.urls.streaming, accessToken: token })
    const heard = new Set<string>()
    const listen = async (subscription: mastodon.streaming.Subscription) => {
      for await (const { stream, event, payload } of subscription)
        if (event === 'conversation' || ((event === 'update' || event === 'notification') && payload.account!.username === 'bob'))
          heard.add(`${event} on ${stream.join(' ')}`)
    }
    const subscriptions = [
      streaming.user.subscribe(),
      streaming.user.notification.subscribe(),
      streaming.public.local.subscribe(),
      streaming.hashtag.subscribe({ tag: 'coffee' }),
      streaming.direct.subscribe(),
    ]
    const listening = Promise.all(subscriptions.map(listen))
    const wanted = ['update on user', 'notification on user', 'notification on user:notification']
    wanted.push('update on public:local', 'update on hashtag coffee', 'conversation on direct')
    await eventually(async () => {
      await bob.api.post('/api/v1/statuses', { body: { status: '@dora hello? #coffee' } })
      await bob.api.post('/api/v1/statuses', { body: { status: '@dora between us', visibility: 'direct' } })
      return wanted.every((one) => heard.has(one)) || undefined
    }, wanted.join(', '))
    for (const subscription of subscriptions) subscription.unsubscribe()
    streaming.close()
    await listening
    const told = await me.v1.notifications.list({ types: ['mention'] })
    assert.ok(told.length > 0)
    const grouped = await me.v2.notifications.list({ groupedTypes: ['favourite'] })
    assert.ok(grouped.notificationGroups.length > 0 && grouped.accounts.length > 0)
    assert.ok((await me.v2.notifications.unreadCount.fetch()).count > 0)
    await me.v1.notifications.clear()
    // The worker may still be telling of the last mentions.
    const left = (await me.v1.notifications.list()).map(({ id }) => id)
    assert.ok(!told.some(({ id }) => left.includes(id)))
  })

  test('signs out', async () => {
    await createOAuthAPIClient({ url: company.url }).revoke({ ...app, token })
    await assert.rejects(async () => await me.v1.accounts.verifyCredentials(), { statusCode: 401 })
  })

  test('every answer that it got keeps the contract', () => {
    assert.ok(watched.seen > 50, `only ${watched.seen} were seen`)
    assert.deepEqual(watched.faults, [])
  })
})
