import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import WebSocket from 'ws'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb } from '../web.ts'
import { until } from '../until.ts'

test('what an answered ping proves to be read is not brought again, and who answers none is dropped', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const web = await startTestWeb()
  t.after(async () => {
    t.mock.timers.reset()
    await web.close()
  })
  const author = await newViewer(web.site, 'author')
  const token = await makeToken(web.site, author)
  const connect = async () => {
    const ws = new WebSocket(`${web.url.replace('http', 'ws')}/api/v1/streaming?stream=user`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const heard: string[] = []
    let answered = false
    ws.on('message', (data: Buffer) => {
      const { payload } = JSON.parse(data.toString()) as { payload?: string }
      if (payload === undefined) answered = true
      else heard.push((JSON.parse(payload) as { id: string }).id)
    })
    await once(ws, 'open')
    /** What came from here before has been dealt with: what makes no sense is answered, and in its turn. */
    const settled = async () => {
      answered = false
      ws.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag' }))
      await until(() => answered)
    }
    return { ws, heard, settled }
  }
  const write = async () => String(await post(web.site, author, 'Hello'))
  const first = await connect()
  await first.settled()
  const read = await write()
  await until(() => first.heard.includes(read))
  t.mock.timers.tick(30_000)
  await once(first.ws, 'ping')
  // The answer has to arrive.
  await first.settled()
  const unsure = await write()
  await until(() => first.heard.includes(unsure))
  first.ws.pause()
  t.mock.timers.tick(30_000)
  t.mock.timers.tick(30_000)
  // It reads again, too late: the server has hung up.
  first.ws.resume()
  await once(first.ws, 'close')
  const missed = await write()
  const second = await connect()
  await until(() => second.heard.includes(missed))
  assert.deepEqual(second.heard, [unsure, missed])
  second.ws.close()
  await once(second.ws, 'close')
})
