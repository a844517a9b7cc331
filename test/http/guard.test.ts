import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { area, get, post } from '#http/area.ts'
import { acceptedScopes } from '#http/guard.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const ok = async () => ({ ok: true })
const things = area('things', [
  get('/api/v1/things', { scope: 'read:statuses', returns: 'none' }, ok),
  post('/api/v1/statuses', { scope: 'write:statuses', returns: 'none' }, ok),
  get('/api/v1/timelines/home', { scope: 'read:statuses', returns: 'none' }, ok),
  get('/api/v1/open', { scope: 'public', returns: 'none' }, ok),
  get('/api/v1/peek', { scope: 'read:statuses', who: 'anyone', returns: 'none' }, ok),
  get('/api/v1/app', { scope: 'any', who: 'app', returns: 'none' }, ok),
  get('/api/v1/blocks', { scope: 'read:blocks', returns: 'none' }, ok),
  get('/api/v1/me', { scope: ['read:accounts', 'profile'], returns: 'none' }, ok),
  get('/api/v1/viewer', { scope: 'any', who: 'app', returns: 'none' }, async (c) => ({ id: c.viewer.accountId })),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ areas: [things] })
})
after(() => web.close())

const as = async (token: string | undefined, path: string, method = 'GET') => {
  const answer = await web.send(method, path, undefined, token === undefined ? {} : { authorization: `Bearer ${token}` })
  return { status: answer.status, body: (await answer.json()) as { error?: string }, headers: answer.headers }
}

test('without a token a row that needs one answers 401 and says how to come', async () => {
  const { status, body, headers } = await as(undefined, '/api/v1/things')
  assert.deepEqual([status, body], [401, { error: 'The access token is invalid' }])
  assert.match(headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/)
})

test('a dead token is 401 on every row, also where none is needed', async () => {
  for (const path of ['/api/v1/things', '/api/v1/open', '/api/v1/peek']) assert.equal((await as('dead', path)).status, 401, path)
})

test('a token without the scope is 403, with the narrowest or its parent 200', async () => {
  // SEC:A13
  for (const scopes of ['read:statuses', 'read', 'profile,read:statuses'])
    assert.equal((await as(`person:${scopes}`, '/api/v1/things')).status, 200)
  for (const scopes of ['write', 'read:accounts', 'profile', '', 'admin:read']) {
    const { status, body } = await as(`person:${scopes}`, '/api/v1/things')
    assert.deepEqual([status, body.error], [403, 'This action is outside the authorized scopes'], scopes)
  }
})

test('a row that nobody needs a token for still asks the scope of one that is sent', async () => {
  // SEC:A2
  assert.equal((await as(undefined, '/api/v1/peek')).status, 200)
  assert.equal((await as('person:read', '/api/v1/peek')).status, 200)
  assert.equal((await as('person:write', '/api/v1/peek')).status, 403)
})

test("an app's own token on a row for persons is 422, on a row for apps 200", async () => {
  // SEC:A2
  const { status, body } = await as('app:read', '/api/v1/things')
  assert.deepEqual([status, body.error], [422, 'This method requires an authenticated user'])
  assert.equal((await as('app:', '/api/v1/app')).status, 200)
  assert.equal((await as('app:', '/api/v1/viewer')).status, 422)
  assert.deepEqual((await as('person:', '/api/v1/viewer')).body, { id: 11 })
})

test('a disabled person is 403 on every row, whatever the scopes', async () => {
  // SEC:A12
  for (const path of ['/api/v1/things', '/api/v1/open', '/api/v1/app']) {
    const { status, body } = await as('disabled:read', path)
    assert.deepEqual([status, body.error], [403, 'Your login is currently disabled'], path)
  }
})

test('follow opens blocks, follows and mutes; a list of scopes takes any of them', async () => {
  assert.equal((await as('person:follow', '/api/v1/blocks')).status, 200)
  assert.equal((await as('person:profile', '/api/v1/me')).status, 200)
  assert.deepEqual([...acceptedScopes('write:mutes')!], ['write:mutes', 'write', 'follow'])
  assert.deepEqual([...acceptedScopes('admin:read:accounts')!], ['admin:read:accounts', 'admin:read'])
  assert.deepEqual([...acceptedScopes('profile')!], ['profile'])
  assert.equal(acceptedScopes('any'), null)
})

test('a cookie never authenticates the API', async () => {
  const answer = await web.get('/api/v1/things', { cookie: 'session=s1' })
  assert.equal(answer.status, 401)
})

test('the scope is decided on the matched row: a fragment in the target is refused and never read as another path', async () => {
  // SEC:A6
  for (const target of [
    '/api/v1/statuses#x/api/v1/timelines/home',
    '/api/v1/statuses%23/api/v1/timelines/home',
    '//api/v1/timelines/home',
  ]) {
    const answer = await web.raw(
      `POST ${target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer person:read\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
    assert.match(answer, /^HTTP\/1\.1 (?:400|403|404) /, target)
  }
  const absolute = await web.raw('GET http://evil.example/api/v1/open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  assert.match(absolute, /^HTTP\/1\.1 400 /)
})

test('a row without a scope, or one that stands twice, keeps the process from starting', async () => {
  // SEC:A5
  const bare = get('/api/v1/bare', { scope: '', returns: 'none' }, ok)
  const none = { ...bare, row: { returns: 'none' } } as unknown as typeof bare
  for (const row of [bare, none, get('/api/v1/list', { scope: [], returns: 'none' }, ok)]) {
    await assert.rejects(fakeWeb({ areas: [area('bad', [row])] }), /declares no scope/)
  }
  const twice = get('/api/v1/things', { scope: 'any', returns: 'none' }, ok)
  await assert.rejects(fakeWeb({ areas: [things, area('again', [twice])] }), /stands in two tables/)
})

test('only the named routes are mounted: the surroundings of OAuth are 404', async () => {
  // SEC:A14
  for (const path of ['/oauth/applications', '/oauth/authorized_applications', '/rails/info', '/api/v1/unknown']) {
    assert.equal((await web.get(path, { authorization: 'Bearer person:read,write' })).status, 404, path)
  }
  assert.deepEqual(await (await web.get('/api/v1/unknown')).json(), { error: 'Record not found' })
})

test('both slash forms are one row; another case is none', async () => {
  assert.equal((await as('person:read', '/api/v1/things/')).status, 200)
  assert.equal((await as('person:read', '/api/v1/Things')).status, 404)
})
