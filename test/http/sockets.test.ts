import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { WebSocket } from 'ws'
import type { SocketRow, Wire } from '#http/sockets.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const wires: Wire[] = []
const echo: SocketRow['accept'] = (call, wire) => {
  wires.push(wire)
  wire.onText((text) => wire.send(`${call.viewer.accountId} ${call.query.get('stream') ?? ''} ${text}`))
}
const rows: SocketRow[] = [
  { path: '/api/v1/streaming', auth: 'token', accept: echo },
  { path: '/live', auth: 'session', accept: echo },
  {
    path: '/render',
    auth: 'session',
    accept: (call, wire) => wire.send(call.render([{ action: 'remove', target: 'post-1' }])),
  },
  {
    path: '/fault',
    auth: 'session',
    accept() {
      throw new Error('broken')
    },
  },
]

let web: FakeWeb
let base: string
let origin: string
before(async () => {
  web = await fakeWeb({ sockets: rows })
  base = `ws://localhost:${web.port}`
  origin = `http://localhost:${web.port}`
})
after(() => web.close())

const token = { authorization: 'Bearer person:read' }
const cookie = { cookie: 'session=s1' }

/** Opens a socket; answers it, or the status and the sentence of the refusal. */
async function open(path: string, o: { headers?: Record<string, string>; origin?: string; protocol?: string } = {}) {
  const ws = new WebSocket(base + path, o.protocol === undefined ? [] : [o.protocol], {
    headers: o.headers ?? {},
    ...(o.origin ? { origin: o.origin } : {}),
  })
  const refused = once(ws, 'unexpected-response').then(([, res]) => ({
    ws: undefined,
    status: res.statusCode as number,
    message: res.headers['x-error-message'] as string,
  }))
  const opened = once(ws, 'open').then(() => ({ ws, status: 101, message: '' }))
  const first = await Promise.race([opened, refused])
  opened.catch(() => undefined)
  refused.catch(() => undefined)
  return first
}
const opened = async (...args: Parameters<typeof open>): Promise<WebSocket> => {
  const { ws, status } = await open(...args)
  assert.ok(ws, `refused with ${status}`)
  return ws
}
const answer = async (ws: WebSocket, text: string) => {
  ws.send(text)
  const [data] = await once(ws, 'message')
  return String(data)
}

test('a token comes in the header, in the query or as the subprotocol, which is echoed', async () => {
  const byHeader = await opened('/api/v1/streaming?stream=user', { headers: token })
  assert.equal(await answer(byHeader, 'hi'), '11 user hi')
  byHeader.close()
  const byQuery = await opened('/api/v1/streaming/?access_token=person:read')
  byQuery.close()
  const byProtocol = await opened('/api/v1/streaming', { protocol: 'person%3Aread' })
  assert.equal(byProtocol.protocol, 'person%3Aread')
  byProtocol.close()
})

test('without a living token of a person the handshake is refused before the upgrade', async () => {
  const missing = await open('/api/v1/streaming')
  assert.deepEqual([missing.status, missing.message], [401, 'Missing access token'])
  for (const bearer of ['dead', 'app:read', 'disabled:read']) {
    const { status, message } = await open('/api/v1/streaming', { headers: { authorization: `Bearer ${bearer}` } })
    assert.deepEqual([status, message], [401, 'Invalid access token'], bearer)
  }
  assert.equal((await open('/api/v1/streaming', { headers: cookie, origin })).status, 401)
  assert.equal((await open('/nowhere', { headers: token })).status, 404)
})

test('a socket with a cookie is opened only by a page of exactly our own origin', async () => {
  // SEC:C1
  const ws = await opened('/live', { headers: cookie, origin })
  ws.close()
  for (const from of ['https://evil.example', 'null', origin.replace('http', 'https'), 'http://localhost:1', `${origin}.evil.example`]) {
    assert.equal((await open('/live', { headers: cookie, origin: from })).status, 403, from)
  }
  assert.equal((await open('/live', { headers: cookie })).status, 403)
  assert.equal((await open('/live', { origin })).status, 401)
  assert.equal((await open('/live', { headers: { cookie: 'session=gone' }, origin })).status, 401)
  assert.equal((await open('/live', { headers: token, origin })).status, 401)
  assert.equal((await open('/live', { headers: { ...cookie, host: 'evil.example' }, origin })).status, 421)
})

test('a frame of more than 4 kB and a binary frame close the socket', async () => {
  // SEC:D16
  const large = await opened('/api/v1/streaming', { headers: token })
  large.send('x'.repeat(4097))
  assert.equal((await once(large, 'close'))[0], 1009)
  const binary = await opened('/api/v1/streaming', { headers: token })
  binary.send(Buffer.from('x'))
  assert.equal((await once(binary, 'close'))[0], 1003)
})

test('a session or token has twenty sockets at the most', async () => {
  // SEC:D16
  const all = await Promise.all(Array.from({ length: 20 }, () => opened('/live', { headers: { cookie: 'session=s2' }, origin })))
  assert.equal((await open('/live', { headers: { cookie: 'session=s2' }, origin })).status, 429)
  const other = await opened('/live', { headers: cookie, origin })
  other.close()
  all[0]!.close()
  await once(all[0]!, 'close')
  const again = await opened('/live', { headers: { cookie: 'session=s2' }, origin })
  for (const ws of [...all, again]) ws.close()
})

test('a reader that never reads is cut off at 1 MiB', async () => {
  // SEC:D16
  const socket = connect(web.port, '127.0.0.1')
  const key = Buffer.alloc(16).toString('base64')
  socket.write(
    `GET /api/v1/streaming HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer person:read\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  await once(socket, 'data')
  socket.pause()
  const wire = wires.at(-1)!
  let closed = false
  wire.onClose(() => {
    closed = true
  })
  const before = process.memoryUsage().rss
  for (let i = 0; i < 2000 && !closed; i++) {
    wire.send('x'.repeat(64 * 1024))
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.ok(closed)
  assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024)
  socket.destroy()
})

test('a handler gets the markup of stream elements; its fault closes with 1011', async () => {
  const ws = new WebSocket(`${base}/render`, { headers: cookie, origin })
  assert.equal(String((await once(ws, 'message'))[0]), '<turbo-stream action="remove" target="post-1"></turbo-stream>')
  ws.close()
  const fault = await opened('/fault', { headers: cookie, origin })
  assert.equal((await once(fault, 'close'))[0], 1011)
})
