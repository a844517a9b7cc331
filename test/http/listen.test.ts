import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { connect } from 'node:tls'
import { WebSocket } from 'ws'
import { Answer, area, get } from '#http/area.ts'
import { listen } from '#http/listen.ts'
import { fakeWeb } from './fake-web.ts'

const empty = { handler: () => undefined, upgrade: async () => undefined, leave: () => undefined }

test('a taken port is one clear line', async () => {
  const web = await fakeWeb()
  await assert.rejects(listen({ listen: { host: '127.0.0.1', port: 0 }, port: web.port, ...empty }), {
    name: 'ListenFault',
    message: `port ${web.port} on 127.0.0.1 is taken by another process; choose one with --port`,
  })
  await assert.rejects(listen({ listen: { host: '192.0.2.1', port: 0 }, port: 0, ...empty }), /no address of this machine/)
  await web.close()
})

test('with a certificate it speaks TLS 1.2 or newer and nothing older', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      ...subject,
    ],
    { stdio: 'ignore' },
  )
  const areas = [area('x', [get('/api/v1/x', { scope: 'public', returns: 'none' }, async () => ({}))])]
  const config = {
    url: 'https://localhost',
    origin: 'https://localhost',
    host: 'localhost',
    https: true,
    listen: { host: '127.0.0.1', port: 0, cert, key },
  }
  const web = await fakeWeb({ areas, config })
  assert.equal(web.url, `https://127.0.0.1:${web.port}`)
  const ca = readFileSync(cert)
  const sent = request({
    host: '127.0.0.1',
    port: web.port,
    path: '/api/v1/x',
    ca,
    servername: 'localhost',
    agent: false,
    headers: { host: 'localhost' },
  }).end()
  const [answer] = await once(sent, 'response')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000')
  answer.resume()
  await once(answer, 'end')
  const old = connect({
    host: '127.0.0.1',
    port: web.port,
    ca,
    servername: 'localhost',
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  await assert.rejects(once(old, 'secureConnect'))
  await web.close()
  rmSync(folder, { recursive: true })
})

test('at the end running requests finish, streams and sockets are closed, and nothing stays open', async (t) => {
  const gate = Promise.withResolvers<void>()
  const running = Promise.withResolvers<void>()
  const events = new PassThrough()
  events.write(':)\n')
  const areas = [
    area('slow', [
      get('/api/v1/slow', { scope: 'public', returns: 'none' }, async () => {
        running.resolve()
        await gate.promise
        return { done: true }
      }),
      get(
        '/api/v1/events',
        { scope: 'public', returns: 'none' },
        async () => new Answer(events, { headers: { 'content-type': 'text/event-stream' } }),
      ),
    ]),
  ]
  const web = await fakeWeb({ areas, sockets: [{ path: '/live', auth: 'session', accept: () => undefined }] })
  const ws = new WebSocket(`ws://localhost:${web.port}/live`, { headers: { cookie: 'session=s1' }, origin: `http://localhost:${web.port}` })
  await once(ws, 'open')
  const gone = once(ws, 'close')
  const idle = connectTcp(web.port, '127.0.0.1')
  await once(idle, 'connect')
  const stream = await web.get('/api/v1/events')
  const slow = web.get('/api/v1/slow')
  await running.promise
  // The deadline after which everything is cut never comes: what ends has ended by itself.
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const closing = web.close()
  assert.equal((await gone)[0], 1001)
  await assert.rejects(fetch(`${web.url}/api/v1/slow`))
  gate.resolve()
  assert.deepEqual(await (await slow).json(), { done: true })
  await stream.text().catch(() => undefined)
  await closing
  assert.ok(events.destroyed)
  idle.destroy()
})

test('a stream ends when its reader leaves', async () => {
  const events = new PassThrough()
  events.write('x')
  const areas = [
    area('e', [
      get(
        '/api/v1/events',
        { scope: 'public', returns: 'none' },
        async () => new Answer(events, { headers: { 'content-type': 'text/event-stream' } }),
      ),
    ]),
  ]
  const web = await fakeWeb({ areas })
  const stop = new AbortController()
  await fetch(`${web.url}/api/v1/events`, { signal: stop.signal })
  const closed = new Promise<void>((resolve) => events.once('close', resolve))
  stop.abort()
  await closed
  await web.close()
})
