import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { certificate, ground, listen, rejectsFor } from './ground.ts'

test('at most three redirects, each checked like a new address, credentials left behind', async (t) => {
  const other = await listen(t, (req, res) => res.end(JSON.stringify(req.headers)))
  const server = await listen(t, (req, res) => {
    const to: Record<string, string> = {
      '/loop': '/loop',
      '/ftp': 'ftp://localhost/x',
      '/inside': 'http://127.0.0.1:5432/',
      '/other': `http://localhost:${other.port}/`,
      '/once': '/end',
      '/up': `https://localhost:${other.port}/`,
    }
    const location = to[req.url ?? '']
    if (location) res.writeHead(302, { location })
    res.end('end')
  })
  const places = [`localhost:${server.port}`, `localhost:${other.port}`]
  // SEC:N2 SEC:N7 SEC:N8
  const fetch = openFetch(ground({ loopback: places }), { lists: { federation: () => places, webhook: () => places } })
  t.after(() => fetch.close())
  const at = (path: string) => `http://localhost:${server.port}${path}`
  await assert.rejects(fetch('federation', at('/loop')), rejectsFor('redirects'))
  assert.equal(server.requests.length, 4)
  await assert.rejects(fetch('federation', at('/ftp')), rejectsFor('scheme'))
  await assert.rejects(fetch('federation', at('/up')), rejectsFor('scheme'))
  await assert.rejects(fetch('federation', at('/inside')), rejectsFor('scheme'))
  assert.equal((await fetch('federation', at('/once'))).url, at('/end'))
  const seen = (
    await fetch('federation', at('/other'), { headers: { authorization: 'Bearer secret', cookie: 'a=b', accept: 'text/plain' } })
  ).json() as Record<string, string>
  assert.deepEqual([seen['authorization'], seen['cookie'], seen['accept']], [undefined, undefined, 'text/plain'])
  assert.equal((await fetch('webhook', at('/other'))).status, 302)
  assert.equal((await fetch('federation', at('/other'), { method: 'POST', body: 'x' })).status, 302)
})

test('a server that drips is left at the deadline', async (t) => {
  const server = await listen(t, (_, res) => {
    const drip = setInterval(() => res.write('.'), 200)
    res.on('close', () => clearInterval(drip))
  })
  const place = `localhost:${server.port}`
  // SEC:N17
  const fetch = openFetch(ground({ loopback: [place], oidc: [place] }))
  t.after(() => fetch.close())
  const began = performance.now()
  await assert.rejects(fetch('oidc', `http://${place}/`), rejectsFor('deadline'))
  // Five seconds, and no longer than a machine that stands still for a while.
  const took = performance.now() - began
  assert.ok(took > 4_500 && took < 50_000, String(took))
})

test('a body is counted after decompression and cut at the cap', async (t) => {
  // A thousand members of 1 MiB each: 1 GiB from 1 MB.
  const bomb = Buffer.concat(Array<Buffer>(1024).fill(gzipSync(Buffer.alloc(1_048_576), { level: 9 })))
  const server = await listen(t, (req, res) => {
    if (req.url === '/plain') return void res.end(Buffer.alloc(2_000_000))
    if (req.url === '/fits') return void res.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_048_576, 'a')))
    res.setHeader('content-encoding', 'gzip').end(bomb)
  })
  const place = `localhost:${server.port}`
  // SEC:N17
  const fetch = openFetch(ground({ loopback: [place] }), { lists: { federation: () => [place] } })
  t.after(() => fetch.close())
  const fits = await fetch('federation', `http://${place}/fits`)
  assert.equal(fits.body.length, 1_048_576)
  assert.equal(fits.headers.get('content-encoding'), null)
  const before = process.memoryUsage().rss
  await assert.rejects(fetch('federation', `http://${place}/bomb`), rejectsFor('too_large'))
  await assert.rejects(fetch('federation', `http://${place}/plain`), rejectsFor('too_large'))
  const grown = process.memoryUsage().rss - before
  assert.ok(grown < 20 * 1_048_576, `${Math.round(grown / 1_048_576)} MiB`)
})

test('certificates are checked; a private authority is trusted only for the request that names it', async (t) => {
  const server = await listen(t, (_, res) => res.end('hello'), { tls: true })
  const place = `localhost:${server.port}`
  // SEC:S5
  const fetch = openFetch(ground({ loopback: [place, `127.0.0.1:${server.port}`] }), { lists: { card: () => [place] } })
  t.after(() => fetch.close())
  await assert.rejects(fetch('card', `https://${place}/`), rejectsFor('unreachable'))
  assert.equal((await fetch('card', `https://${place}/`, { ca: certificate })).text(), 'hello')
  await assert.rejects(fetch('card', `https://${place}/`), rejectsFor('unreachable'))
})

test('libraries get the same door in the shape of the standard', async (t) => {
  const server = await listen(t, (req, res) => {
    if (req.url === '/none') return void res.writeHead(204).end()
    req.pipe(res.setHeader('x-method', req.method ?? '').setHeader('x-type', req.headers['content-type'] ?? ''))
  })
  const place = `localhost:${server.port}`
  const fetch = openFetch(ground({ loopback: [place], oidc: [place] }))
  t.after(() => fetch.close())
  const standard = fetch.as('oidc')
  const reply = await standard(`http://${place}/`, { method: 'POST', body: new URLSearchParams({ a: '1' }) })
  assert.deepEqual([await reply.text(), reply.headers.get('x-method')], ['a=1', 'POST'])
  assert.match(reply.headers.get('x-type') ?? '', /^application\/x-www-form-urlencoded/)
  assert.equal((await standard(`http://${place}/none`)).status, 204)
  await assert.rejects(standard('https://elsewhere.test/'), rejectsFor('not_listed'))
})
