import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import type { Dates } from '#features/announcements/announcement-dates.ts'
import { changeAnnouncement } from '#features/announcements/change-announcement.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { withdrawAnnouncement } from '#features/announcements/withdraw-announcement.ts'
import { mute } from '#features/relationships/mute.ts'
import type { Api } from '../api.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const dateless: Dates = { startsAt: null, endsAt: null, allDay: false }
const path = '/api/v1/announcements'

suite('announcements', () => {
  let t: TestWeb
  let reader: Viewer, other: Viewer
  let app: Api, second: Api
  before(async () => {
    t = await startTestWeb()
    reader = await newViewer(t.site, 'reader')
    other = await newViewer(t.site, 'other')
    // The list asks for no scope at all.
    app = exactly(t, reader)
    second = t.api(await makeToken(t.site, other, ['write:favourites']))
  })
  after(async () => await t.close())

  const publish = async (text: string, o: Partial<Dates> = {}) =>
    await publishAnnouncement(t.site, { text, language: 'en', ...dateless, ...o }, null)
  const list = async (by = app) => (await by.get(path)).json
  const one = async (id: number, by = app) => (await list(by)).find((row: { id: string }) => row.id === String(id))
  const sign = (id: number | string, name: string) => `${path}/${id}/reactions/${encodeURIComponent(name)}`

  test('are the words of the company account, whole, oldest first, and stand in home as its post', async () => {
    const id = await publish('The *canteen* is closed, ask @nobody. #Lunch')
    const json = await one(id)
    const { json: home } = await t.api(await makeToken(t.site, reader, ['read'])).get(`/api/v1/statuses/${id}`)
    assert.deepEqual(json, {
      id: String(id),
      content: home.content,
      starts_at: null,
      ends_at: null,
      all_day: false,
      published_at: home.created_at,
      updated_at: home.created_at,
      mentions: [],
      statuses: [],
      tags: [{ name: 'lunch', url: `${t.url}/tags/lunch` }],
      emojis: [],
      reactions: [],
      read: false,
    })
    assert.equal(home.account.id, String(companyAccountId))
    const later = await publish('More')
    const ids = (await list()).map((row: { id: string }) => row.id)
    assert.ok(ids.indexOf(String(id)) < ids.indexOf(String(later)))
  })

  test('reach those who muted the company account too', async () => {
    const deaf = await newViewer(t.site, 'deaf')
    await mute(t.site, deaf, companyAccountId, { hideNotifications: true })
    const id = await publish('Fire drill at noon')
    assert.ok(await one(id, t.api(await makeToken(t.site, deaf, ['read']))))
  })

  test('name people, and link to posts that the reader may see and to no others', async () => {
    const open = await post(t.site, other, 'menu')
    const hidden = await post(t.site, other, 'secret', { audience: named })
    const { username } = await newViewer(t.site, 'cook')
    const id = await publish(`Thanks @${username}: ${t.url}/@x/${open} ${t.url}/@x/${hidden} ${t.url}/@x/4711`)
    const json = await one(id)
    assert.deepEqual(
      json.mentions.map((row: { acct: string }) => row.acct),
      [username],
    )
    assert.deepEqual(
      json.statuses.map((row: { id: string }) => row.id),
      [String(open)],
    )
    assert.match(json.statuses[0].url, new RegExp(`^${t.url}/@other_\\w+/${open}$`))
    assert.equal((await one(id, second)).statuses.length, 2)
  })

  test('with dates are shown until they are over; all day means to the end of the last day', async () => {
    const now = t.site.clock.now()
    const id = await publish('Meeting', { startsAt: now - 2000, endsAt: now + 3_600_000 })
    const { starts_at, ends_at, all_day } = await one(id)
    assert.deepEqual([starts_at, ends_at, all_day], [new Date(now - 2000).toISOString(), new Date(now + 3_600_000).toISOString(), false])
    const gone = await publish('Over', { startsAt: now - 2000, endsAt: now - 1000 })
    assert.equal(await one(gone), undefined)
    const today = await publish('Holiday', { startsAt: now, endsAt: now, allDay: true })
    const day = `${new Date(now).toISOString().slice(0, 10)}T00:00:00.000Z`
    assert.deepEqual([(await one(today)).starts_at, (await one(today)).ends_at, (await one(today)).all_day], [day, day, true])
    for (const dates of [{ startsAt: now }, { endsAt: now }, { allDay: true }, { startsAt: now, endsAt: now - 1 }])
      await assert.rejects(publish('x', dates), { status: 422 })
    for (const answer of [await app.post(`${path}/${gone}/dismiss`), await app.put(sign(gone, '👍')), await app.delete(sign(gone, '👍'))])
      assert.equal(answer.status, 404)
  })

  test('are changed in words and dates, and stay read', async () => {
    const id = await publish('Wrong')
    await app.post(`${path}/${id}/dismiss`)
    t.clock.advance(1000)
    await changeAnnouncement(t.site, id, { text: 'Right' }, null)
    const json = await one(id)
    assert.deepEqual([json.content, json.read], ['<p>Right</p>', true])
    assert.ok(json.updated_at > json.published_at)
    const now = t.site.clock.now()
    await changeAnnouncement(t.site, id, { dates: { startsAt: now - 2000, endsAt: now - 1000, allDay: false } }, null)
    assert.equal(await one(id), undefined)
    await changeAnnouncement(t.site, id, { dates: dateless }, null)
    assert.ok(await one(id))
    await assert.rejects(changeAnnouncement(t.site, 4711, { text: 'x' }, null), { status: 404 })
    await assert.rejects(changeAnnouncement(t.site, await post(t.site, other, 'mine'), { text: 'x' }, null), { status: 404 })
  })

  test('are withdrawn with their post', async () => {
    const id = await publish('Never mind')
    await withdrawAnnouncement(t.site, id, null)
    assert.equal(await one(id), undefined)
    assert.equal((await t.api(await makeToken(t.site, reader, ['read'])).get(`/api/v1/statuses/${id}`)).status, 404)
    await assert.rejects(withdrawAnnouncement(t.site, id, null), { status: 404 })
    await assert.rejects(withdrawAnnouncement(t.site, await post(t.site, other, 'mine'), null), { status: 404 })
  })

  test('are dismissed by each for oneself and stay in the list', async () => {
    const id = await publish('Read me')
    for (let i = 0; i < 2; i++) assert.deepEqual((await app.post(`${path}/${id}/dismiss`)).json, {})
    assert.deepEqual([(await one(id)).read, (await one(id, second)).read], [true, false])
    assert.equal((await app.post(`${path}/4711/dismiss`)).status, 404)
  })

  test('take reactions: each sign is counted, in the order in which it came', async () => {
    const id = await publish('What do you say?')
    for (const [by, name] of [
      [app, '🎉'],
      [app, '🎉'],
      [second, '🎉'],
      [second, '❤'],
      [app, '👩🏽‍🚀'],
    ] as const) {
      t.clock.advance(1)
      assert.deepEqual((await by.put(sign(id, name))).json, {})
    }
    assert.deepEqual((await app.patch(sign(id, '❤️'))).json, {})
    assert.deepEqual((await one(id)).reactions, [
      { name: '🎉', count: 2, me: true },
      { name: '❤️', count: 2, me: true },
      { name: '👩🏽‍🚀', count: 1, me: true },
    ])
    assert.deepEqual((await app.delete(sign(id, '❤'))).json, {})
    assert.deepEqual((await app.delete(sign(id, '👩🏽‍🚀'))).json, {})
    assert.deepEqual((await one(id)).reactions, [
      { name: '🎉', count: 2, me: true },
      { name: '❤️', count: 1, me: false },
    ])
    assert.equal((await app.delete(sign(id, '❤️'))).status, 404)
    assert.equal((await app.delete(sign(4711, '❤️'))).status, 404)
    assert.equal((await app.put(sign(4711, '❤️'))).status, 404)
  })

  test('refuse what is no emoji, and a ninth different one, but not one more of the eight', async () => {
    const id = await publish('Vote')
    for (const name of ['a', 'nothing', '❤️❤️', '🎉x', '%00', '<b>', 'é', 'x'.repeat(5000)]) {
      const answer = await app.put(sign(id, name))
      assert.equal(answer.status, 422, name)
      assert.match(answer.json.error, /recognized emoji/)
    }
    for (const name of ['😀', '😁', '😂', '🤣', '😃', '😄', '😅', '😆']) assert.equal((await app.put(sign(id, name))).status, 200)
    const ninth = await app.put(sign(id, '😉'))
    assert.deepEqual([ninth.status, ninth.json.error], [422, 'Validation failed: Limit of different reactions reached'])
    assert.equal((await second.put(sign(id, '😀'))).status, 200)
    assert.equal((await one(id)).reactions.length, 8)
  })

  // SEC:A3 SEC:A4
  test('take exactly their scopes, and a person', async () => {
    const id = await publish('For people')
    assert.equal((await t.api().get(path)).status, 401)
    assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422)
    const wrong = t.api(await makeToken(t.site, reader, ['read', 'write:statuses']))
    assert.equal((await wrong.get(path)).status, 200)
    assert.equal((await wrong.post(`${path}/${id}/dismiss`)).status, 403)
    assert.equal((await wrong.put(sign(id, '👍'))).status, 403)
    assert.equal((await wrong.delete(sign(id, '👍'))).status, 403)
    assert.equal((await second.post(`${path}/${id}/dismiss`)).status, 403)
  })
})
