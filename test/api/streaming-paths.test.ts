import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { post } from '../features/statuses/world.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'
import { openEvents } from './stream-client.ts'
import { until } from '../until.ts'
import { gatherListeners, postWithAll } from './streaming-scene.ts'

const media = 'only_media=true'
/** Paths with a query, and whether they bring a post of this server, and one of a partner's without and with a picture. */
const paths: [path: string, here: boolean, plain: boolean, pictured: boolean][] = [
  ['user', true, false, false],
  ['public', true, true, true],
  [`public?${media}`, true, false, true],
  ['public?only_media=false', true, true, true],
  ['public/local', true, false, false],
  [`public/local?${media}`, true, false, false],
  ['public/remote', false, true, true],
  [`public/remote?${media}`, false, false, true],
  ['hashtag?tag=CAFE', true, true, true],
  ['hashtag/local?tag=cafe', true, false, false],
  ['list?list=', true, false, false],
]

suite('the paths of server-sent events', () => {
  let web: TestWeb
  let cast: Awaited<ReturnType<typeof gatherListeners>>
  before(async () => {
    web = await startTestWeb()
    cast = await gatherListeners(web)
  })
  after(async () => await web.close())

  const open = async (path: string, token = cast.token) =>
    await openEvents(web.url, `/api/v1/streaming/${path.replace('list=', `list=${cast.list}`)}`, { authorization: `Bearer ${token}` })

  test('each path brings the posts of its channel, and no others', async () => {
    const streams = await Promise.all(paths.map(async ([path]) => await open(path)))
    const pictured = await postWithAll(web, cast.erin, 'A picture of ours')
    const plain = String(await post(web.site, cast.erin, 'No picture #cafe'))
    const here = await postWithAll(web, cast.author, 'Here')
    const last = await postWithAll(web, cast.author, 'The last')
    const end = await postWithAll(web, cast.erin, 'Really the last')
    for (const [i, stream] of streams.entries()) {
      const [path, isHere, isPlain, isPictured] = paths[i]!
      const wanted = isPictured ? end : last
      await until(() => stream.text.includes(`"id":"${wanted}"`))
      const found = stream.all().map(({ payload }) => (JSON.parse(payload!) as { id: string }).id)
      const expected = [isPictured && pictured, isPlain && plain, isHere && here, isHere && last, isPictured && end].filter(
        (id) => id !== false,
      )
      assert.deepEqual(found, expected, path)
      stream.leave()
    }
  })

  test('`user/notification` brings notifications, `direct` letters, and changed filters say `undefined`', async () => {
    const [told, letters, own] = [await open('user/notification', cast.toldToken), await open('direct'), await open('user')]
    await post(web.site, cast.author, `@${cast.reader.username} a secret`, { audience: { kind: 'named' } })
    await settle(web.site)
    await until(() => told.text.includes('event: notification\n') && letters.text.includes('event: conversation\n'))
    await createFilter(web.site, cast.reader, { title: 'Tea', contexts: ['home'], action: 'warn', seconds: null, keywords: [] })
    await until(() => own.text.includes('event: filters_changed\ndata: undefined\n\n'))
    await publishAnnouncement(web.site, { text: 'Party', language: 'en', startsAt: null, endsAt: null, allDay: false }, null)
    await until(() => own.text.includes('event: announcement\n'))
    for (const one of [told, letters, own]) one.leave()
  })
})
