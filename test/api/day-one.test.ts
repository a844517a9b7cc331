import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { followedAmong } from '#features/relationships/relationships.queries.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { boost } from '#features/statuses/boost.ts'
import { standsInHome } from '#features/timelines/home-ids.ts'
import { exactly } from '../exact.ts'
import { followers, named, newViewer, post, unlisted } from '../features/statuses/world.ts'
import { listen } from '../features/streaming/listener.ts'
import { makePerson, makeSession } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const home = '/api/v1/timelines/home?limit=40'

suite('home on day one', () => {
  let t: TestWeb
  let five: Viewer[]
  before(async () => {
    t = await startTestWeb()
    five = []
    for (let i = 0; i < 5; i++) five.push(await newViewer(t.site, `one${i}`))
  })
  after(async () => await t?.close())

  const followed = async (who: Viewer, count: number) => {
    for (const { accountId } of five.slice(0, count)) await follow(t.site, who, accountId)
  }
  /** Header, page, kept page and stream's rule for a post, which must say the same. */
  const see = async (who: Viewer, id: number) => {
    const api = exactly(t, who)
    const [first, again] = [await api.get(home), await api.get(home)]
    const shown = [first, again].map((one) => (one.json as { id: string }[]).some((status) => status.id === String(id)))
    assert.equal(shown[0], shown[1], 'kept otherwise than read')
    assert.equal(await standsInHome(t.site, who, id), shown[0], 'the stream says otherwise')
    assert.equal(again.headers.get('atrium-home'), first.headers.get('atrium-home'))
    return { shown: shown[0], everyone: first.headers.get('atrium-home') === 'everyone' }
  }

  test('lasts to the fourth follow and ends with the fifth; the company account is none of them', async () => {
    const [who, author] = [await makePerson(t.site, 'fresh_d'), await newViewer(t.site, 'author')]
    const id = await post(t.site, author, 'for everyone here')
    assert.ok((await followedAmong(t.site.store.read, who.accountId, [companyAccountId])).has(companyAccountId))
    await followed(who, 4)
    assert.deepEqual(await see(who, id), { shown: true, everyone: true })
    await followed(who, 5)
    assert.deepEqual(await see(who, id), { shown: false, everyone: false })
    await unfollow(t.site, who, five[0]!.accountId)
    assert.deepEqual(await see(who, id), { shown: true, everyone: true })
    await unfollow(t.site, who, companyAccountId)
    assert.deepEqual(await see(who, id), { shown: true, everyone: true })
  })

  test('shows of strangers the listed posts that start a thread, and nothing else of theirs', async () => {
    const [who, author] = [await newViewer(t.site, 'fresh'), await newViewer(t.site, 'author')]
    const id = await post(t.site, author, 'for everyone here')
    const others = {
      unlisted: await post(t.site, author, 'quiet', { audience: unlisted }),
      followers: await post(t.site, author, 'for followers', { audience: followers }),
      letter: await post(t.site, author, `@${who.username} a letter`, { audience: named }),
      answer: await post(t.site, author, 'an answer', { replyToId: id }),
      boost: await boost(t.site, five[0]!, id),
    }
    assert.equal((await see(who, id)).shown, true)
    for (const [kind, other] of Object.entries(others)) assert.deepEqual(await see(who, other), { shown: false, everyone: true }, kind)
  })

  test('shows nobody whom one has blocked or muted, or who has blocked one', async () => {
    const [who, author] = [await newViewer(t.site, 'fresh'), await newViewer(t.site, 'author')]
    const [blocked, blocking, muted] = [
      await newViewer(t.site, 'blocked'),
      await newViewer(t.site, 'blocking'),
      await newViewer(t.site, 'muted'),
    ]
    await block(t.site, who, blocked.accountId)
    await block(t.site, blocking, who.accountId)
    await mute(t.site, who, muted.accountId)
    for (const one of [blocked, blocking, muted]) assert.equal((await see(who, await post(t.site, one, 'hello'))).shown, false)
    assert.equal((await see(who, await post(t.site, author, 'hello'))).shown, true)
  })

  test('the stream brings the posts of strangers with four follows and not with five', async () => {
    const [four, full, author] = [await newViewer(t.site, 'four'), await newViewer(t.site, 'full'), await newViewer(t.site, 'author')]
    await followed(four, 4)
    await followed(full, 5)
    const [newcomer, settled] = [await listen(t.site, four), await listen(t.site, full)]
    const id = await post(t.site, author, 'for everyone here')
    const own = await post(t.site, five[0]!, 'for all who follow me')
    const ids = (messages: { payload: string }[]) => messages.map((one) => Number(JSON.parse(one.payload).id))
    assert.deepEqual(ids(await newcomer.until(2)), [id, own])
    assert.deepEqual(ids(await settled.until(1)), [own])
  })

  test('the page says so in one line, in each language, until the fifth follow', async () => {
    const lines = {
      en: /You follow fewer than five people so far/,
      de: /weniger als fünf Menschen/,
      fr: /moins de cinq personnes/,
    }
    for (const [locale, line] of Object.entries(lines)) {
      const who = await makePerson(t.site, `reader_${locale}`, { locale })
      const cookie = `${sessionCookie}=${await makeSession(t.site, who)}`
      const page = async () => await (await fetch(`${t.url}/home`, { headers: { cookie } })).text()
      await followed(who, 4)
      assert.match(await page(), line)
      await followed(who, 5)
      assert.doesNotMatch(await page(), line)
    }
  })
})
