import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FetchFault } from '#platform/fetch/fetch.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { certificate, ground, listen, ownReachable, rejectsFor, resolver } from './ground.ts'

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
