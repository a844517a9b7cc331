import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { FetchFault, type FetchReason } from '#platform/fetch/fetch.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { certificate, ground, listen, ownReachable, resolver } from './ground.ts'

const rejectsFor = (reason: FetchReason) => (error: unknown) => {
  assert.ok(error instanceof FetchFault, String(error))
  assert.equal(error.reason, reason, error.message)
  return true
}

test('only hosts on the list of the purpose are asked, and only over https', async (t) => {
  const server = await listen(t, (_, res) => res.end('hello'))
  const place = `localhost:${server.port}`
  // SEC:N1 SEC:N12 SEC:N13
  const fetch = openFetch(ground({ loopback: [place], oidc: [place] }), { lists: { webhook: () => ['hooks.test', `localhost:5432`] } })
  t.after(() => fetch.close())
  assert.equal((await fetch('oidc', `http://${place}/a`)).text(), 'hello')
  await assert.rejects(fetch('webhook', `http://${place}/`), rejectsFor('not_listed'))
  await assert.rejects(fetch('federation', `http://${place}/`), rejectsFor('not_listed'))
  await assert.rejects(fetch('push', `https://hooks.test/`), rejectsFor('not_listed'))
  await assert.rejects(fetch('webhook', 'http://hooks.test/'), rejectsFor('scheme'))
  for (const url of ['ftp://hooks.test/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:1', 'nonsense'])
    await assert.rejects(fetch('webhook', url), rejectsFor('scheme'))
  await assert.rejects(fetch('webhook', 'https://user:secret@hooks.test/'), rejectsFor('credentials'))
  assert.equal(server.requests.length, 1)
})

test('what may be asked is said before it is, and `*.host` is every name below it', async (t) => {
  // SEC:N1
  const fetch = openFetch(ground({ push: ['ntfy.test:8443', '*.push.test'] }))
  t.after(() => fetch.close())
  const may = (url: string) => fetch.may('push', url)
  assert.deepEqual(['https://ntfy.test:8443/x', 'https://a.push.test/', 'https://a.b.push.test:443/'].map(may), [true, true, true])
  const not = [
    'https://ntfy.test/',
    'https://push.test/',
    'https://evilpush.test/',
    'https://push.test.evil.test/',
    'https://a.push.test:8443/',
  ]
  assert.deepEqual([...not, 'http://a.push.test/', 'https://x:y@a.push.test/', 'nonsense'].map(may), Array<boolean>(8).fill(false))
  assert.equal(fetch.may('webhook', 'https://a.push.test/'), false)
  await assert.rejects(fetch('push', 'https://evilpush.test/'), rejectsFor('not_listed'))
})

test('loopback is reachable only as a host and port that the configuration names', async (t) => {
  const server = await listen(t, (_, res) => res.end('hello'), { tls: true })
  // SEC:N9 SEC:N12
  const lists = { webhook: () => [`localhost:${server.port}`, `127.0.0.1:${server.port}`] }
  const closed = openFetch(ground(), { lists })
  const open = openFetch(ground({ loopback: [`localhost:${server.port}`] }), { lists })
  t.after(() => Promise.all([closed.close(), open.close()]))
  await assert.rejects(closed('webhook', `https://localhost:${server.port}/`, { ca: certificate }), rejectsFor('address'))
  await assert.rejects(open('webhook', `https://127.0.0.1:${server.port}/`, { ca: certificate }), rejectsFor('address'))
  assert.equal((await open('webhook', `https://localhost:${server.port}/`, { ca: certificate })).status, 200)
})

test('a name that turns to this machine between two requests is not followed', async (t) => {
  const server = await listen(t, (_, res) => res.setHeader('connection', 'close').end('hello'), { tls: true })
  const own = ownReachable()
  // SEC:N10
  const fetch = openFetch(ground(), {
    lists: { federation: () => [`peer.test:${server.port}`] },
    resolve: resolver([own.address], ['127.0.0.1'], ['::1'], ['10.0.0.1', '127.0.0.1']),
  })
  t.after(() => fetch.close())
  const url = `https://peer.test:${server.port}/`
  const first = await fetch('federation', url, { ca: certificate }).catch((e: unknown) => (e as FetchFault).reason)
  assert.ok(typeof first === 'string' ? ['unreachable', 'deadline'].includes(first) : first.status === 200)
  const before = server.reachedAt.length
  await assert.rejects(fetch('federation', url, { ca: certificate }), rejectsFor('address'))
  await assert.rejects(fetch('federation', url, { ca: certificate }), rejectsFor('address'))
  assert.equal(server.reachedAt.length, before)
})

test('of several answers only the allowed ones are dialled', async (t) => {
  const server = await listen(t, (_, res) => res.end('hello'), { tls: true })
  const own = ownReachable()
  // SEC:N11
  const fetch = openFetch(ground(), {
    lists: { federation: () => [`peer.test:${server.port}`] },
    resolve: resolver(['::1', own.address, '127.0.0.1']),
  })
  t.after(() => fetch.close())
  await fetch('federation', `https://peer.test:${server.port}/`, { ca: certificate }).catch(() => undefined)
  assert.deepEqual(
    server.reachedAt.filter((at) => /^(::1|127\.|::ffff:127)/.test(at)),
    [],
  )
})

test('ports of our own are not reachable over an address of our own', async (t) => {
  const server = await listen(t, (_, res) => res.end('hello'), { tls: true })
  const own = ownReachable()
  // SEC:N9 SEC:N15
  const fetch = openFetch(ground({ port: server.port }), {
    lists: { card: () => [`peer.test:${server.port}`, 'localhost:3000'] },
    resolve: resolver([own.address]),
  })
  t.after(() => fetch.close())
  const mine = own.address !== '10.255.255.1'
  await assert.rejects(
    fetch('card', `https://peer.test:${server.port}/`, { ca: certificate }),
    rejectsFor(mine ? 'address' : 'unreachable'),
  )
  await assert.rejects(fetch('card', 'https://localhost:3000/media/x'), rejectsFor('not_listed'))
  assert.equal(server.requests.length, 0)
})

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
  const took = performance.now() - began
  assert.ok(took > 4_500 && took < 8_000, String(took))
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

test('the environment names no proxy for us', async (t) => {
  const server = await listen(t, (_, res) => res.end('straight'))
  const proxy = await listen(t, (_, res) => res.end('through the proxy'))
  const place = `localhost:${server.port}`
  // SEC:N12
  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) process.env[name] = `http://localhost:${proxy.port}`
  t.after(() => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) delete process.env[name]
  })
  const fetch = openFetch(ground({ loopback: [place], oidc: [place] }))
  t.after(() => fetch.close())
  assert.equal((await fetch('oidc', `http://${place}/`)).text(), 'straight')
  assert.equal(proxy.requests.length, 0)
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
