import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { Pieces } from '#base/pieces.ts'
import { Answer, area, get } from '#http/area.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const Size = z.object({ size: z.coerce.number(), fill: z.string() })
const text = (size: number, fill: string) => `{"words":"${fill.repeat(size)}"}`
const things = area('things', [
  get('/api/v1/pieces/:size/:fill', { scope: 'public', params: Size, returns: 'none' }, async ({ params: { size, fill } }) => {
    return new Answer(new Pieces(['{"words":"', ...Array<string>(size).fill(fill), '"}']))
  }),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ areas: [things] })
})
after(() => web.close())

const plain = { 'accept-encoding': 'identity' }

test('an answer in pieces is the text that they make, however long and however many are under way', async () => {
  const wishes = Array.from({ length: 60 }, (_, i) => ({
    size: [10, 2000, 100_000, 300_000][i % 4]!,
    fill: String.fromCharCode(97 + (i % 26)),
  }))
  for (let round = 0; round < 3; round++)
    await Promise.all(
      wishes.map(async ({ size, fill }) => {
        const answer = await web.get(`/api/v1/pieces/${size}/${fill}`, plain)
        const body = await answer.text()
        assert.equal(answer.headers.get('content-length'), String(text(size, fill).length))
        assert.ok(body === text(size, fill), `${size} times ${fill}`)
      }),
    )
})

test('what a client takes slowly is not overwritten by the answers of others', async () => {
  const { hostname, port } = new URL(web.url)
  const slow = createConnection({ host: hostname, port: Number(port) })
  slow.pause()
  // More than the kernel takes from us while nobody reads.
  for (let i = 0; i < 200; i++) slow.write('GET /api/v1/pieces/120000/s HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await new Promise((resolve) => slow.write('GET /api/v1/pieces/1/t HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', resolve))
  for (let i = 0; i < 100; i++) await (await web.get('/api/v1/pieces/120000/q', plain)).arrayBuffer()
  let got = ''
  slow.on('data', (bytes: Buffer) => (got += bytes.toString('latin1')))
  slow.resume()
  await new Promise((resolve) => slow.once('close', resolve))
  assert.ok(!got.includes('qq'), 'another answer stands in this one')
  assert.equal(got.split(text(120_000, 's')).length, 201)
})

test('pieces are compressed, and HEAD tells their length without them', async () => {
  const whole = await web.get('/api/v1/pieces/5000/z', { 'accept-encoding': 'gzip' })
  assert.equal(await whole.text(), text(5000, 'z'))
  const raw = await web.raw('GET /api/v1/pieces/5000/z HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n')
  assert.equal(gunzipSync(Buffer.from(raw.slice(raw.indexOf('\r\n\r\n') + 4), 'latin1')).toString(), text(5000, 'z'))
  const head = await web.send('HEAD', '/api/v1/pieces/5000/z', undefined, plain)
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, String(text(5000, 'z').length), ''])
})
