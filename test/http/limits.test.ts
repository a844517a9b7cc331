import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { area, del, get, post } from '#http/area.ts'
import { Addresses } from '#http/client-ip.ts'
import { families } from '#http/limits.ts'
import type { IncomingMessage } from 'node:http'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const things = area('things', [
  get('/api/v1/open', { scope: 'public', returns: 'none' }, async () => ({})),
  get('/api/v1/list', { scope: 'read', returns: 'none' }, async () => []),
  post('/api/v1/statuses', { scope: 'write', limit: 'statuses', returns: 'none' }, async () => ({})),
  del('/api/v1/statuses/:id', { scope: 'write', limit: 'deletes', returns: 'none' }, async () => ({})),
  post('/api/v1/apps', { scope: 'public', limit: 'apps', returns: 'none' }, async () => ({})),
])

/** A server for which 127.0.0.1 is the proxy, and 10.0.0.0/8 the company. */
const behindProxy = { trustedProxies: ['127.0.0.0/8'], networks: { company: ['10.0.0.0/8'] } }

let web: FakeWeb
let outside: FakeWeb
before(async () => {
  web = await fakeWeb({ areas: [things] })
  outside = await fakeWeb({ areas: [things], config: { networks: { company: [] } } })
})
after(async () => {
  await web.close()
  await outside.close()
})

const person = { authorization: 'Bearer person:read,write' }
const rate = (answer: Response) => ['limit', 'remaining', 'reset'].map((name) => answer.headers.get(`x-ratelimit-${name}`))

// SEC:B13
test('headers tell of the window nearest to exhaustion, with six digits and aligned to the clock', async () => {
  // SEC:L8
  assert.deepEqual(rate(await web.get('/api/v1/list', person)), ['300', '299', '2026-11-24T08:05:00.000000Z'])
  assert.deepEqual(rate(await web.send('DELETE', '/api/v1/statuses/1', undefined, person)), ['30', '29', '2026-11-24T08:30:00.000000Z'])
  const posted = rate(await web.send('POST', '/api/v1/statuses', '', person))
  assert.deepEqual(posted, ['300', '297', '2026-11-24T08:05:00.000000Z'])
})

test('a family that is used up is 429 with a time to come again, and a new window opens it', async () => {
  // SEC:L4
  const fresh = await fakeWeb({ areas: [things] })
  const remove = () => fresh.send('DELETE', '/api/v1/statuses/1', undefined, person)
  for (let i = 0; i < families.deletes.limit; i++) assert.equal((await remove()).status, 200)
  const refused = await remove()
  assert.deepEqual([refused.status, await refused.json()], [429, { error: 'Too many requests' }])
  assert.equal(refused.headers.get('retry-after'), String(29 * 60))
  assert.deepEqual(rate(refused).slice(0, 2), ['30', '0'])
  assert.equal((await fresh.get('/api/v1/list', person)).status, 200)
  fresh.clock.advance(30 * 60_000)
  assert.equal((await remove()).status, 200)
  await fresh.close()
})

test('a cursor counts as paging, whatever the row says', async () => {
  const fresh = await fakeWeb({ areas: [things] })
  const page = () => fresh.get('/api/v1/list?max_id=1', person)
  let last = await page()
  for (let i = 1; i < 300; i++) last = await page()
  assert.equal(last.status, 200)
  fresh.clock.advance(5 * 60_000)
  assert.equal((await page()).status, 429)
  assert.equal((await fresh.get('/api/v1/list?limit=5', person)).status, 200)
  await fresh.close()
})

test('all spellings of an address share one bucket', async () => {
  // SEC:L5
  const before = Number(rate(await web.get('/api/v1/list', person))[1])
  for (const path of ['/api/v1/list/', '/api/v1/list?', '/api/v1/list?a=b']) await web.get(path, person)
  for (const path of ['/api/v1//list', '/api/v1/list.json', '/API/v1/list']) assert.equal((await web.get(path, person)).status, 404, path)
  assert.equal(Number(rate(await web.get('/api/v1/list', person))[1]), before - 4)
})

test('an address inside the company is never counted, one outside is', async () => {
  // SEC:L8
  for (let i = 0; i < 500; i++) await web.send('POST', '/api/v1/apps', '')
  const inside = await web.send('POST', '/api/v1/apps', '')
  assert.deepEqual([inside.status, rate(inside)], [200, [null, null, null]])
  for (let i = 0; i < families.apps.limit; i++) assert.equal((await outside.send('POST', '/api/v1/apps', '')).status, 200)
  assert.equal((await outside.send('POST', '/api/v1/apps', '')).status, 429)
})

test('headers that claim another address change nothing when the peer is no proxy', async () => {
  // SEC:L1
  const names = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'client-ip', 'true-client-ip', 'cf-connecting-ip', 'x-client-ip']
  let limited = 0
  for (let i = 0; i < 350; i++) {
    const ip = `203.0.113.${i % 250}`
    const headers = Object.fromEntries(names.map((name) => [name, name === 'forwarded' ? `for=${ip}` : ip]))
    if ((await outside.get('/api/v1/open', headers)).status === 429) limited++
  }
  assert.ok(limited >= 50, `${limited} of 350 were limited`)
})

test('behind a proxy the right-most address that is none counts; two different lines are 400', async () => {
  // SEC:L1
  const addresses = new Addresses(behindProxy)
  const from = (peer: string, ...lines: string[]) =>
    addresses.ip({
      socket: { remoteAddress: peer },
      headersDistinct: lines.length ? { 'x-forwarded-for': lines } : {},
    } as unknown as IncomingMessage)
  assert.equal(from('127.0.0.1', '6.6.6.6, 203.0.113.9'), '203.0.113.9')
  assert.equal(from('::ffff:127.0.0.1', '6.6.6.6, 203.0.113.9, 127.0.0.2'), '203.0.113.9')
  assert.equal(from('127.0.0.1', 'garbage'), '127.0.0.1')
  assert.equal(from('127.0.0.1'), '127.0.0.1')
  assert.equal(from('198.51.100.7', '203.0.113.9'), '198.51.100.7')
  assert.throws(() => from('127.0.0.1', '1.1.1.1', '2.2.2.2'), { status: 400 })
  const proxied = await fakeWeb({ areas: [things], config: behindProxy })
  const head = 'GET /api/v1/open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n'
  assert.match(await proxied.raw(`${head}X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n\r\n`), /^HTTP\/1\.1 400 /)
  const left = async (ip: string) => rate(await proxied.get('/api/v1/open', { 'x-forwarded-for': ip }))[1]
  assert.equal(await left('2001:db8:1:2::1'), '299')
  assert.equal(await left('2001:db8:1:2:ffff::9'), '298')
  assert.equal(await left('2001:db8:1:3::1'), '299')
  assert.equal(await left('10.1.2.3'), null)
  await proxied.close()
})

test('a dead token counts by address, so that guessing ends', async () => {
  const fresh = await fakeWeb({ areas: [things], config: { networks: { company: [] } } })
  let last = 0
  for (let i = 0; i < 301; i++) last = (await fresh.get('/api/v1/list', { authorization: `Bearer guess${i}` })).status
  assert.equal(last, 429)
  await fresh.close()
})

test('limits can be switched off', async () => {
  const free = await fakeWeb({ areas: [things], config: { limits: { enabled: false } } })
  assert.deepEqual(rate(await free.get('/api/v1/list', person)), [null, null, null])
  await free.close()
})
