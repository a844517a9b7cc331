import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { notFound } from '#base/errors.ts'
import { Answer, area, get, post } from '#http/area.ts'
import { page, pageArea } from '#http/page.ts'
import { z } from 'zod'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const large = JSON.stringify({ words: 'atrium '.repeat(1000) })
const raw = (body: string) => ({ kind: 'raw', status: 200, type: 'text/html; charset=utf-8', body, headers: {} }) as const
const things = area('things', [
  get('/api/v1/ready', { scope: 'public', returns: 'none' }, async () => new Answer(large)),
  get(
    '/api/v1/made',
    { scope: 'public', returns: 'none' },
    async () => new Answer({ a: 1 }, { status: 202, headers: { Link: '<x>; rel="next"' } }),
  ),
  get('/api/v1/nothing', { scope: 'public', returns: 'none' }, async () => undefined),
  get('/api/v1/empty', { scope: 'public', returns: 'none' }, async () => new Answer(undefined, { status: 204 })),
  get(
    '/api/v1/stream',
    { scope: 'public', returns: 'none' },
    async () => new Answer(Readable.from(['a', 'b']), { headers: { 'content-type': 'text/plain' } }),
  ),
  get('/api/v1/fault', { scope: 'public', returns: 'none' }, async () => {
    throw new Error('secret: the password is hunter2')
  }),
  get('/api/v1/broken', { scope: 'public', returns: 'none' }, async () => new Answer('x', { headers: { link: 'a\r\nset-cookie: b=c' } })),
  get('/api/v1/hidden', { scope: 'public', returns: 'none' }, async () => {
    throw notFound('status')
  }),
  get('/api/v1/mine', { scope: 'read', returns: 'none' }, async () => {
    throw notFound('status')
  }),
  post('/oauth/token', { scope: 'public', surface: 'oauth', returns: 'none' }, async () => ({})),
])
const pages = pageArea('pages', [
  page('/open', { who: 'anyone' }, async () => raw('<p>open')),
  page('/named/:name', { who: 'anyone', params: z.object({ name: z.string() }) }, async (c) => raw(c.params.name)),
  page('/fault', { who: 'anyone' }, async () => {
    throw new Error('secret')
  }),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ areas: [things], pageAreas: [pages] })
})
after(() => web.close())

const http = (line: string, ...headers: string[]) => `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`

test('only our own name is answered, whatever it is dressed up as; health is answered under any', async () => {
  // SEC:O1
  const strict = await fakeWeb({
    areas: [things],
    pageAreas: [pages],
    config: { url: 'https://social.corp', origin: 'https://social.corp', host: 'social.corp', https: true },
  })
  const ask = (host: string, path = '/api/v1/ready') => strict.raw(http(`GET ${path} HTTP/1.1`, `Host: ${host}`))
  for (const host of ['social.corp', 'SOCIAL.corp', 'social.corp:443']) assert.match(await ask(host), /^HTTP\/1\.1 200 /, host)
  for (const host of ['evil.com', 'evil.com:x@social.corp', 'social.corp:8443', 'social.corp.evil.com', 'localhost', '127.0.0.1', '']) {
    const answer = await ask(host)
    assert.match(answer, /^HTTP\/1\.1 421 /, host)
    assert.match(await ask(host, '/open'), /^HTTP\/1\.1 421 /, host)
    assert.doesNotMatch(answer, /evil/)
    assert.match(await ask(host, '/livez'), /^HTTP\/1\.1 200 /, host)
  }
  await strict.close()
  for (const host of ['localhost:9', '127.0.0.1', '[::1]:3000']) {
    assert.match(await web.raw(http('GET /api/v1/ready HTTP/1.1', `Host: ${host}`)), /^HTTP\/1\.1 200 /, host)
  }
  assert.match(await web.raw(http('GET /api/v1/ready HTTP/1.1', 'Host: rebound.evil.com')), /^HTTP\/1\.1 421 /)
})

test('two lengths, or a length beside chunks, are refused before any route', async () => {
  // SEC:O6
  const smuggled = 'GET /api/v1/ready HTTP/1.1\r\nHost: localhost\r\n\r\n'
  for (const headers of [
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 4'],
    ['Transfer-Encoding: xchunked'],
    ['Transfer-Encoding: chunked, identity'],
    ['Content-Length : 4'],
  ]) {
    const answer = await web.raw(`POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n${headers.join('\r\n')}\r\n\r\n0\r\n\r\n${smuggled}`)
    assert.match(answer, /^HTTP\/1\.1 400 /, headers.join())
    assert.equal(answer.match(/HTTP\/1\.1/g)?.length, 1, headers.join())
  }
})

test('a value with a line break never becomes a header', async () => {
  // SEC:O6
  const answer = await web.get('/api/v1/broken')
  assert.deepEqual([answer.status, answer.headers.get('set-cookie')], [500, null])
})

test('a NUL in a path leads nowhere, so that none reaches the database', async () => {
  assert.equal((await web.get('/named/a')).status, 200)
  for (const name of ['%00', 'a%00b', 'a%00']) assert.equal((await web.get(`/named/${name}`)).status, 404, name)
})

test('64 kB of headers are refused at once', async () => {
  // SEC:D14
  for (const name of ['X-Forwarded-For', 'Cookie', 'X-Long']) {
    const answer = await web.raw(http('GET /api/v1/ready HTTP/1.1', 'Host: localhost', `${name}: ${'a,'.repeat(32 * 1024)}`))
    assert.match(answer, /^HTTP\/1\.1 431 /, name)
  }
})

test('a fault answers its number and nothing else, and the log knows why', async () => {
  // SEC:B12
  const answer = await web.get('/api/v1/fault')
  const id = answer.headers.get('x-request-id')!
  assert.match(id, /^[0-9a-f]{16}$/)
  assert.deepEqual([answer.status, await answer.json()], [500, { error: `Something went wrong on the server (request ${id})` }])
  const shown = await web.get('/fault')
  const text = await shown.text()
  assert.equal(shown.status, 500)
  assert.ok(text.includes(shown.headers.get('x-request-id')!))
  assert.doesNotMatch(text, /secret|Error:|at .*\.ts/)
  assert.ok(web.log.some((line) => line.includes(id) && line.includes('hunter2')))
})

test('hidden and missing are the same answer, in the language of the person', async () => {
  // SEC:V6
  const words = async (path: string, token?: string) =>
    await (await web.get(path, token ? { authorization: `Bearer ${token}` } : {})).text()
  assert.equal(await words('/api/v1/hidden'), await words('/api/v1/no/such'))
  assert.equal(await words('/api/v1/hidden'), '{"error":"Record not found"}')
  const german = await words('/api/v1/mine', 'german:read')
  assert.match(german, /^\{"error":"[^"]+"\}$/)
})

test('ready JSON goes out as it is, other values as JSON, nothing as an empty object', async () => {
  const ready = await web.get('/api/v1/ready')
  assert.equal(await ready.text(), large)
  assert.equal(ready.headers.get('content-type'), 'application/json; charset=utf-8')
  const made = await web.get('/api/v1/made')
  assert.deepEqual([made.status, made.headers.get('link'), await made.text()], [202, '<x>; rel="next"', '{"a":1}'])
  assert.equal(await (await web.get('/api/v1/nothing')).text(), '{}')
  assert.equal((await web.get('/api/v1/empty')).status, 204)
  assert.equal(await (await web.get('/api/v1/stream')).text(), 'ab')
})

test('HEAD answers the headers of GET without a body', async () => {
  const answer = await web.send('HEAD', '/api/v1/ready', undefined, { 'accept-encoding': 'identity' })
  assert.deepEqual([answer.status, await answer.text()], [200, ''])
  assert.equal(answer.headers.get('content-length'), String(large.length))
})

test('long texts are compressed by the best coding that is offered', async () => {
  const bytes = async (accept: string) => {
    const answer = await web.raw(http('GET /api/v1/ready HTTP/1.1', 'Host: localhost', `Accept-Encoding: ${accept}`))
    const at = answer.indexOf('\r\n\r\n')
    return { coding: /content-encoding: (\w+)/.exec(answer.slice(0, at))?.[1], body: Buffer.from(answer.slice(at + 4), 'latin1') }
  }
  for (const [accept, coding, decode] of [
    ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
    ['gzip, br, zstd;q=0', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const answer = await bytes(accept)
    assert.equal(answer.coding, coding)
    assert.equal(decode(answer.body).toString(), large)
  }
  assert.equal((await bytes('identity')).coding, undefined)
})

test('preflights and answers of the API let any origin in without credentials, pages none', async () => {
  // SEC:B8
  for (const path of ['/api/v1/ready', '/api/v1/other', '/oauth/token', '/.well-known/webfinger', '/nodeinfo/2.0']) {
    const answer = await web.send('OPTIONS', path, undefined, { origin: 'https://elk.zone', 'access-control-request-method': 'POST' })
    assert.equal(answer.status, 204, path)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.equal(answer.headers.get('access-control-allow-credentials'), null)
    assert.match(answer.headers.get('access-control-allow-headers')!, /Authorization.*Content-Type.*Idempotency-Key/)
  }
  const ready = await web.get('/api/v1/ready')
  for (const name of ['Link', 'X-RateLimit-Reset', 'X-Request-Id', 'Mastodon-Async-Refresh', 'Atrium-Home']) {
    assert.ok(ready.headers.get('access-control-expose-headers')!.includes(name), name)
  }
  for (const path of ['/open', '/oauth/authorize', '/nothing']) {
    assert.equal((await web.get(path)).headers.get('access-control-allow-origin'), null, path)
    assert.equal((await web.send('OPTIONS', path)).status, 404, path)
  }
})

test('health says whether the process lives and whether it is ready', async () => {
  const sick = await fakeWeb({
    doors: {
      async ready() {
        throw new Error('no database')
      },
    },
  })
  assert.deepEqual(
    [(await sick.get('/livez')).status, (await sick.get('/readyz')).status, (await sick.get('/health')).status],
    [200, 503, 503],
  )
  assert.deepEqual([(await web.get('/readyz')).status, await (await web.get('/health')).text()], [200, 'OK'])
  await sick.close()
})
