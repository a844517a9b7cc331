import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { forgetPositions } from '#features/streaming/streaming.jobs.ts'
import { streamPositions } from '#features/streaming/streaming.schema.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { until } from '../until.ts'

/** An app without `Last-Event-ID`. */
class App {
  heard: string[] = []
  ws: WebSocket
  #answered = false
  constructor(web: TestWeb, token: string, query = 'stream=user') {
    this.ws = new WebSocket(`${web.url.replace('http', 'ws')}/api/v1/streaming?${query}`, { headers: { authorization: `Bearer ${token}` } })
    this.ws.on('message', (data: Buffer) => {
      const { event, payload } = JSON.parse(data.toString()) as { event?: string; payload: string }
      if (event === 'update') this.heard.push((JSON.parse(payload) as { id: string }).id)
      if (event === undefined) this.#answered = true
    })
    this.ws.on('error', () => undefined)
  }
  async hears(...ids: string[]) {
    await until(() => this.heard.length >= ids.length)
    await sleep(50)
    assert.deepEqual(this.heard, ids)
  }
  /** Everything that was said so far has been dealt with: what makes no sense is answered, and in its turn. */
  async settled() {
    this.#answered = false
    this.ws.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag' }))
    await until(() => this.#answered)
  }
  /** Says good-bye, or vanishes. */
  async leave(how: 'close' | 'terminate' = 'close') {
    this.ws[how]()
    await once(this.ws, 'close')
  }
}

suite('a stream goes on where the app left it', () => {
  let web: TestWeb
  let author: Awaited<ReturnType<typeof newViewer>>
  before(async () => {
    web = await startTestWeb()
    author = await newViewer(web.site, 'author')
  })
  after(async () => await web.close())

  const write = async (text = 'Hello') => String(await post(web.site, author, text))
  const noted = async () => await web.site.store.read.select().from(streamPositions)
  /** An app that hears, so that a post after this is not before its first subscription. */
  const app = async (token: string, query?: string) => {
    const one = new App(web, token, query)
    await once(one.ws, 'open')
    return one
  }
  const listening = async (token: string, query?: string) => {
    const one = await app(token, query)
    for (let id = await write('Ready? #one #two'); ; id = await write('Ready? #one #two')) {
      await sleep(30)
      if (one.heard.includes(id)) break
    }
    one.heard = []
    return one
  }
  /** Waits until what is noted is other than before. */
  const renoted = async (before: string) => await until(async () => JSON.stringify(await noted()) !== before, 'a note')
  const newToken = async () => await makeToken(web.site, author)

  test('what comes between two connections of a token is brought, in order and once; before the first nothing is', async () => {
    const token = await newToken()
    await write('Before')
    const first = await listening(token)
    const heard = await write()
    await first.hears(heard)
    await first.leave()
    const missed = [await write(), await write(), await write()]
    const second = await app(token)
    await second.hears(...missed)
    const live = await write()
    await second.hears(...missed, live)
    await second.leave()
  })

  test('each channel has its own place, and what an app leaves itself is not brought', async () => {
    const token = await newToken()
    const first = await listening(token, 'stream=hashtag&tag=one')
    first.ws.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag: 'two' }))
    await first.settled()
    first.ws.send(JSON.stringify({ type: 'unsubscribe', stream: 'hashtag', tag: 'TWO' }))
    await first.settled()
    await first.leave()
    const one = await write('#one')
    await write('#two')
    const back = await app(token, 'stream=hashtag&tag=One')
    await back.hears(one)
    back.ws.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag: 'two' }))
    await back.settled()
    await back.hears(one)
    const both = await write('#one #two')
    await back.hears(one, both, both)
    await back.leave()
  })

  test('while another connection of the token hears the channel nothing is brought', async () => {
    const token = await newToken()
    const first = await listening(token)
    const heard = await write()
    await first.hears(heard)
    const second = await app(token)
    await second.settled()
    const both = await write()
    await second.hears(both)
    await first.leave()
    await second.leave()
  })

  test('who vanishes gets again what nobody knows to be read', async () => {
    const token = await newToken()
    const first = await listening(token)
    const perhaps = await write()
    await first.hears(perhaps)
    await first.leave('terminate')
    const missed = await write()
    const second = await app(token)
    await until(() => second.heard.includes(missed))
    assert.deepEqual(second.heard.slice(-2), [perhaps, missed])
    await second.leave()
  })

  test('a connection that nobody reads any more is none', async () => {
    const token = await newToken()
    const first = await listening(token)
    first.ws.pause()
    const unread = await write()
    const second = await app(token)
    await until(() => second.heard.includes(unread))
    first.ws.resume()
    await first.leave()
    await second.leave()
  })

  test('after ten minutes, and after a gap, a stream simply begins', async () => {
    const token = await newToken()
    const leave = async () => {
      const one = await listening(token)
      const before = JSON.stringify(await noted())
      await one.leave()
      await renoted(before)
      return await write('Long ago')
    }
    await leave()
    web.clock.advance(600_001)
    const late = await listening(token)
    await late.leave()
    await leave()
    web.clock.advance(599_000)
    await web.site.store.tx(async (db) => await db.update(streamPositions).set({ notedAt: web.clock.now() }))
    await write('The border')
    web.clock.advance(599_000)
    await web.site.events.purge()
    const gap = await app(token)
    await gap.settled()
    const now = await write('Now')
    await gap.hears(now)
    await gap.leave()
  })

  test('places are forgotten ten minutes after the last note', async () => {
    const token = await newToken()
    const before = JSON.stringify(await noted())
    await (await listening(token)).leave()
    await renoted(before)
    const run = async () => await forgetPositions.run(web.site, {}, { id: 1, attempt: 1 })
    await run()
    assert.notDeepEqual(await noted(), [])
    // The last note of the last connection may still be on its way.
    await until(async () => {
      web.clock.advance(600_001)
      await run()
      return (await noted()).length === 0
    }, 'the end of all notes')
  })
})
