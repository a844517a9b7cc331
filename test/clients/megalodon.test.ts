// megalodon, on which Whalebird, Fedistar and others stand: the library itself, over TLS, with its own detection of the software.
import assert from 'node:assert/strict'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import generator, { detector, type Entity, type MegalodonInterface, type WebSocketInterface } from 'megalodon'
import { photo } from '../pictures.ts'
import { type Company, openCompany } from './company.ts'
import { type Colleague, colleague, eventually } from './day.ts'
import { answerIn } from '../api/oauth-browser.ts'
import { pushAddress } from './push-address.ts'
import { allow } from './sign-in.ts'

suite('megalodon lives a day', () => {
  let company: Company
  let bob: Colleague
  let app: { id: string; secret: string }
  let token: string
  let me: MegalodonInterface
  let written: string
  before(async () => {
    company = await openCompany()
    bob = await colleague(company, 'bob')
    written = (await bob.api.post('/api/v1/statuses', { body: { status: 'Coffee is ready #coffee' } })).json.id
  })
  after(() => company.close())

  test('takes the server for Mastodon', async () => {
    assert.equal(await detector(company.url), 'mastodon')
  })

  test('registers, signs in, knows who it is', async () => {
    const nobody = generator('mastodon', company.url)
    const made = await nobody.registerApp('megalodon', { scopes: ['read', 'write', 'follow', 'push'] })
    app = { id: made.client_id, secret: made.client_secret }
    assert.ok(made.url)
    const asked = new URL(made.url)
    const back = await allow(company.url, asked.pathname + asked.search, 'dora')
    const answer = await nobody.fetchAccessToken(app.id, app.secret, answerIn(back).get('code')!)
    token = answer.access_token
    me = generator('mastodon', company.url, token)
    assert.equal((await me.verifyAccountCredentials()).data.username, 'dora')
    assert.equal((await me.verifyAppCredentials()).data.name, 'megalodon')
    assert.equal((await me.getInstance()).data.uri, 'social.corp.localhost')
    assert.ok((await me.getPreferences()).data)
  })

  test('follows, reads, likes, answers', async () => {
    assert.equal((await me.followAccount(bob.id, { reblog: true })).data.following, true)
    assert.equal((await me.getRelationships([bob.id])).data[0]!.following, true)
    assert.ok((await me.getHomeTimeline({ limit: 20 })).data.some(({ id }) => id === written))
    assert.equal((await me.search('bob', { type: 'accounts' })).data.accounts[0]!.id, bob.id)
    assert.equal((await me.favouriteStatus(written)).data.favourited, true)
    assert.equal((await me.bookmarkStatus(written)).data.bookmarked, true)
    assert.equal((await me.reblogStatus(written)).data.reblog!.id, written)
    const answer = (await me.postStatus('@bob On my way', { in_reply_to_id: written, visibility: 'public' })).data as Entity.Status
    assert.equal((await me.getStatusContext(written)).data.descendants[0]!.id, answer.id)
    assert.equal((await me.getStatusFavouritedBy(written)).data[0]!.username, 'dora')
    await me.editStatus(answer.id, { status: '@bob Coming' })
    assert.match((await me.getStatusSource(answer.id)).data.text, /Coming/)
    await me.deleteStatus(answer.id)
    await assert.rejects(me.getStatus(answer.id), /404/)
  })

  test('posts a picture with a text for who cannot see it', async (t) => {
    const path = join(mkdtempSync(join(tmpdir(), 'atrium-picture-')), 'IMG_0815.jpg')
    writeFileSync(path, await photo())
    t.after(() => rmSync(dirname(path), { recursive: true }))
    const media = (await me.uploadMedia(createReadStream(path), { description: 'A cup' })).data
    assert.ok(media.url)
    assert.equal((await me.updateMedia(media.id, { description: 'A cup of coffee' })).data.description, 'A cup of coffee')
    const post = (await me.postStatus('Morning', { media_ids: [media.id] })).data as Entity.Status
    assert.equal(post.media_attachments[0]!.description, 'A cup of coffee')
  })

  test('keeps lists, filters, tags, markers and conversations', async () => {
    const list = (await me.createList('Logistics')).data
    await me.addAccountsToList(list.id, [bob.id])
    assert.equal((await me.getAccountsInList(list.id)).data[0]!.id, bob.id)
    assert.ok((await me.getListTimeline(list.id)).data.some(({ id }) => id === written))
    await me.deleteAccountsFromList(list.id, [bob.id])
    await me.deleteList(list.id)
    const filter = (await me.createFilter('tea', ['home'], { whole_word: true })).data
    assert.equal(filter.phrase, 'tea')
    await me.deleteFilter(filter.id)
    assert.equal((await me.followTag('coffee')).data.following, true)
    assert.equal((await me.getFollowedTags()).data[0]!.name, 'coffee')
    await me.saveMarkers({ home: { last_read_id: written } })
    assert.equal(((await me.getMarkers(['home'])).data as Entity.Marker).home!.last_read_id, written)
    await bob.api.post('/api/v1/statuses', { body: { status: '@dora between us', visibility: 'direct' } })
    const talk = await eventually(async () => (await me.getConversationTimeline()).data[0], 'the conversation')
    assert.equal((await me.readConversation(talk.id)).data.unread, false)
  })

  test('votes, schedules, asks for push, reads what the company says', async () => {
    const own = (await me.postStatus('Lunch?', { poll: { options: ['Soup', 'Rice'], expires_in: 3600 } })).data as Entity.Status
    assert.deepEqual(
      own.poll!.options.map(({ title }) => title),
      ['Soup', 'Rice'],
    )
    const asked = await bob.api.post('/api/v1/statuses', { body: { status: 'Where?', poll: { options: ['A', 'B'], expires_in: 3600 } } })
    const voted = (await me.votePoll(asked.json.poll.id, [1])).data
    assert.equal(voted.voted, true)

    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString()
    const later = (await me.postStatus('Later', { scheduled_at })).data
    const moved = new Date(Date.now() + 7_200_000).toISOString()
    assert.equal((await me.scheduleStatus(later.id, moved)).data.scheduled_at, moved)
    assert.deepEqual(
      (await me.getScheduledStatuses()).data.map(({ id }) => id),
      [later.id],
    )
    await me.cancelScheduledStatus(later.id)

    const { endpoint, ...keys } = pushAddress()
    const push = (await me.subscribePushNotification({ endpoint, keys }, { alerts: { mention: true } })).data
    assert.deepEqual([push.endpoint, push.alerts.mention], [endpoint, true])
    await me.deletePushSubscription()
    await assert.rejects(me.getPushSubscription(), /404/)
    assert.deepEqual([(await me.getInstanceAnnouncements()).data, (await me.getInstanceCustomEmojis()).data], [[], []])
  })

  test('hears of a new post and a mention on the socket, and reads the notifications', async () => {
    const socket: WebSocketInterface = await me.userStreaming()
    const heard = new Set<string>()
    socket.on('update', (status: Entity.Status) => status.account.username === 'bob' && heard.add('update'))
    socket.on('notification', (one: Entity.Notification) => one.account?.username === 'bob' && heard.add('notification'))
    const faults: unknown[] = []
    socket.on('parser-error', (error: unknown) => faults.push(error))
    await eventually(async () => {
      await bob.api.post('/api/v1/statuses', { body: { status: '@dora hello?' } })
      return heard.size === 2 || undefined
    }, 'a post and a mention on the socket')
    socket.stop()
    assert.deepEqual(faults, [])
    const told = (await me.getNotifications()).data
    assert.ok(told.some(({ type }) => type === 'mention'))
    await me.dismissNotifications()
    // The worker may still be telling of the last mentions.
    const left = (await me.getNotifications()).data.map(({ id }) => id)
    assert.ok(!told.some(({ id }) => left.includes(id)))
  })

  test('signs out', async () => {
    await me.revokeToken(app.id, app.secret, token)
    await assert.rejects(me.verifyAccountCredentials(), /401/)
  })
})
