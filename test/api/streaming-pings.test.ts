import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb } from '../web.ts'
import { until } from './stream-client.ts'

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
    ws.on('message', (data: Buffer) =>
      heard.push((JSON.parse((JSON.parse(data.toString()) as { payload: string }).payload) as { id: string }).id),
    )
    await once(ws, 'open')
    return { ws, heard }
  }
  const write = async () => String(await post(web.site, author, 'Hello'))
  const first = await connect()
  await sleep(200)
  const read = await write()
  await until(() => first.heard.includes(read))
  t.mock.timers.tick(30_000)
  await once(first.ws, 'ping')
  // The answer has to arrive.
  await sleep(300)
  const unsure = await write()
  await until(() => first.heard.includes(unsure))
  first.ws.pause()
  t.mock.timers.tick(30_000)
  await sleep(300)
  t.mock.timers.tick(30_000)
  await sleep(300)
  const missed = await write()
  const second = await connect()
  await until(() => second.heard.includes(missed))
  assert.deepEqual(second.heard, [unsure, missed])
  first.ws.terminate()
  second.ws.close()
  await once(second.ws, 'close')
})
