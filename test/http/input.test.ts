import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { Upload } from '#base/upload.ts'
import { area, get, post } from '#http/area.ts'
import { readPairs, tree, type Tree } from '#http/input/brackets.ts'
import { readerFor } from '#http/input/read-input.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const Body = z.object({
  text: z.string().min(1).max(10),
  sensitive: z.boolean().exactOptional(),
  count: z.int().exactOptional(),
  kind: z.enum(['a', 'b']).exactOptional(),
  media_ids: z.array(z.string()).max(3).exactOptional(),
  poll: z.object({ options: z.array(z.string()), multiple: z.boolean().default(false) }).exactOptional(),
  note: z.string().nullable().exactOptional(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).exactOptional(),
})
const things = area('things', [
  post('/api/v1/things', { scope: 'public', body: Body, returns: 'none' }, async (c) => c.body),
  post('/api/v1/any', { scope: 'public', body: z.record(z.string(), z.unknown()), returns: 'none' }, async (c) => c.body),
  post(
    '/api/v1/files',
    { scope: 'public', body: z.object({ file: z.instanceof(Upload), alt: z.string() }), returns: 'none' },
    async (c) => ({
      alt: c.body.alt,
      name: c.body.file.name,
      type: c.body.file.type,
      size: c.body.file.size,
      text: readFileSync(c.body.file.path, 'utf8').slice(0, 5),
    }),
  ),
  post('/oauth/token', { scope: 'public', surface: 'oauth', body: z.object({ code: z.string() }), returns: 'none' }, async (c) => c.body),
  get(
    '/api/v1/list',
    { scope: 'public', query: z.object({ limit: z.int().default(20), ids: z.array(z.string()).default([]) }), returns: 'none' },
    async (c) => c.query,
  ),
  get('/api/v1/things/:id', { scope: 'public', params: z.object({ id: z.int() }), returns: 'none' }, async (c) => c.params),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ areas: [things] })
})
after(() => web.close())

const json = { 'content-type': 'application/json' }
const sent = async (path: string, body: string | URLSearchParams | FormData, headers: Record<string, string> = {}) => {
  const answer = await web.send('POST', path, body, headers)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('JSON, form, multipart and query say the same thing', async () => {
  const expected = { text: 'hello', sensitive: true, count: 3, media_ids: ['1', '2'], poll: { options: ['x', 'y'], multiple: true } }
  const pairs: [string, string][] = [
    ['text', 'hello'],
    ['sensitive', 'true'],
    ['count', '3'],
    ['media_ids[]', '1'],
    ['media_ids[]', '2'],
    ['poll[options][]', 'x'],
    ['poll[options][]', 'y'],
    ['poll[multiple]', '1'],
  ]
  const form = new FormData()
  for (const [name, value] of pairs) form.append(name, value)
  const bodies = [
    await sent('/api/v1/things', JSON.stringify({ ...expected, media_ids: [1, '2'] }), json),
    await sent('/api/v1/things', new URLSearchParams(pairs)),
    await sent('/api/v1/things', form),
    await sent(`/api/v1/things?${new URLSearchParams(pairs).toString()}`, ''),
  ]
  for (const { status, body } of bodies) assert.deepEqual([status, body], [200, expected])
})

test('booleans are read as Mastodon reads them', () => {
  const reader = readerFor(z.object({ b: z.boolean().exactOptional() }), 'body')
  const read = (fields: object) => reader(Object.assign(tree(), fields))
  for (const off of ['false', 'FALSE', '0', 'f', 'F', 'off', 'OFF']) assert.deepEqual(read({ b: off }), { b: false }, off)
  for (const on of ['true', '1', 'on', 'yes', 'False']) assert.deepEqual(read({ b: on }), { b: true }, on)
  assert.deepEqual(read({ b: '' }), {})
  assert.deepEqual(read({ b: 0 }), { b: false })
})

test('brackets are read as Rack reads them', () => {
  const plain = (text: string) => JSON.parse(JSON.stringify(readPairs(text))) as unknown
  assert.deepEqual(plain('a=1&a=2'), { a: '2' })
  assert.deepEqual(plain('a[]=1&a[]=2&a[]='), { a: ['1', '2', ''] })
  assert.deepEqual(plain('a[b][c]=1&a[b][d]=2'), { a: { b: { c: '1', d: '2' } } })
  assert.deepEqual(plain('m[][id]=1&m[][alt]=x&m[][id]=2&m[][alt]=y'), {
    m: [
      { id: '1', alt: 'x' },
      { id: '2', alt: 'y' },
    ],
  })
  assert.deepEqual(plain('a[=1&b]=2'), { 'a[': '1', 'b]': '2' })
  assert.deepEqual(plain('a%00b=c%00d'), { ab: 'cd' })
})

test('a numbered object and a single value are lists where a list is wanted', async () => {
  const fields = new URLSearchParams({ text: 'x', 'fields[0][name]': 'a', 'fields[0][value]': 'b', media_ids: '9' })
  const { body } = await sent('/api/v1/things', fields)
  assert.deepEqual(body, { text: 'x', fields: [{ name: 'a', value: 'b' }], media_ids: ['9'] })
})

test('null counts as absent unless the schema takes it', async () => {
  const { status, body } = await sent('/api/v1/things', JSON.stringify({ text: 'x', poll: null, sensitive: null, note: null }), json)
  assert.deepEqual([status, body], [200, { text: 'x', note: null }])
})

test('poisonous names are dropped wherever they stand', async () => {
  for (const body of [
    '{"a":{"__proto__":{"x":1},"constructor":1,"ok":2},"__proto__":{"y":1}}',
    '{"a":{"\\u005f_proto__":{"x":1},"ok":2}}',
  ]) {
    assert.deepEqual((await sent('/api/v1/any', body, json)).body, { a: { ok: 2 } })
  }
  assert.deepEqual((await sent('/api/v1/any', new URLSearchParams('__proto__[x]=1&a[__proto__][x]=1&a[constructor]=2&a[ok]=2'))).body, {
    a: { ok: '2' },
  })
  assert.equal(({} as Tree)['x'], undefined)
})

test('unknown names are dropped', async () => {
  assert.deepEqual((await sent('/api/v1/things', JSON.stringify({ text: 'x', admin: true }), json)).body, { text: 'x' })
})

test('broken bodies are 400 with a sentence', async () => {
  const deep = `${'['.repeat(100)}${']'.repeat(100)}`
  for (const body of ['{', '[1]', '"x"', 'nul', `{"a":${deep}}`, `{"a":[${'1,'.repeat(20_000)}1]}`]) {
    const { status, body: told } = await sent('/api/v1/any', body, json)
    assert.deepEqual([status, typeof told['error']], [400, 'string'], body.slice(0, 20))
  }
  assert.equal((await sent('/api/v1/any', new URLSearchParams('a[b][c][d][e][f][g]=1'))).status, 400)
  assert.equal((await sent('/api/v1/any', new URLSearchParams('a=1&'.repeat(1001)))).status, 400)
  assert.equal((await sent('/api/v1/any', 'x', { 'content-type': 'multipart/form-data; boundary=b' })).status, 400)
  assert.equal((await sent('/api/v1/any', 'x', { 'content-type': 'multipart/form-data' })).status, 400)
  assert.equal((await sent('/api/v1/any', 'hello', { 'content-type': 'text/plain' })).status, 415)
  assert.equal((await sent('/api/v1/any', '', json)).status, 200)
})

test('bytes that are no UTF-8 are 400', async () => {
  const answer = await web.raw(
    'POST /api/v1/any HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{"a":"\xff"}',
  )
  assert.match(answer, /^HTTP\/1\.1 400 /)
})

test('faults of a schema are 422 in the form of Mastodon', async () => {
  const { status, body } = await sent('/api/v1/things', JSON.stringify({ text: 'far too long', kind: 'c', count: 'x' }), json)
  assert.equal(status, 422)
  assert.equal(
    body['error'],
    'Validation failed: Text is too long (maximum is 10 characters), Count is invalid, Kind is not included in the list',
  )
  assert.deepEqual(body['details'], {
    text: [{ error: 'ERR_TOO_LONG', description: 'is too long (maximum is 10 characters)' }],
    count: [{ error: 'ERR_INVALID', description: 'is invalid' }],
    kind: [{ error: 'ERR_INCLUSION', description: 'is not included in the list' }],
  })
  assert.equal((await sent('/api/v1/things', '{}', json)).body['error'], "Validation failed: Text can't be blank")
})

test('a fault in the path is the same 404 as a thing that is not there; a fault in a cursor is 400', async () => {
  const answer = await web.get('/api/v1/things/abc')
  assert.deepEqual([answer.status, await answer.json()], [404, { error: 'Record not found' }])
  assert.equal((await web.get('/api/v1/list?limit=x')).status, 400)
  assert.deepEqual(await (await web.get('/api/v1/list?limit=5&ids[]=1&ids[]=2')).json(), { limit: 5, ids: ['1', '2'] })
})

test('OAuth answers its faults in the form of RFC 6749 and takes nothing from the query', async () => {
  const answer = await web.send('POST', '/oauth/token?code=x', new URLSearchParams({ grant_type: 'x' }))
  assert.equal(answer.status, 400)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(((await answer.json()) as { error: string }).error, 'invalid_request')
})

test('too large a body is 413 before it is read, and also when it does not say its length', async () => {
  const big = 'x'.repeat(300 * 1024)
  assert.equal((await sent('/api/v1/any', JSON.stringify({ big }), json)).status, 413)
  const head = 'POST /api/v1/any HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n'
  assert.match(await web.raw(`${head}Content-Length: 10000000\r\n\r\n`), /^HTTP\/1\.1 413 /)
  const chunk = `10000\r\n${'y'.repeat(0x10000)}\r\n`
  assert.match(await web.raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`), /^HTTP\/1\.1 413 /)
})

test('files are streamed to the disk and gone when the answer is out', async () => {
  const form = new FormData()
  form.append('alt', 'A cat')
  form.append('file', new File(['hello world'], '../../cät.txt', { type: 'text/plain' }))
  const { status, body } = await sent('/api/v1/files', form)
  assert.deepEqual([status, body], [200, { alt: 'A cat', name: 'cät.txt', type: 'text/plain', size: 11, text: 'hello' }])
  const large = new FormData()
  large.append('file', new Blob([Buffer.alloc(18 * 1024 * 1024)]), 'big')
  assert.equal((await sent('/api/v1/files', large)).status, 413)
  assert.deepEqual(readdirSync(join(web.data, 'uploads')), [])
})
