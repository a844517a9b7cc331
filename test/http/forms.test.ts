import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { area, post } from '#http/area.ts'
import { form, go, leave, page, pageArea } from '#http/page.ts'
import { ownPath } from '#http/own-path.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const raw = (body: string) => ({ kind: 'raw', status: 200, type: 'text/plain', body, headers: {} }) as const
const pages = pageArea('forms', [
  page('/home', {}, async (c) => raw(`home of ${c.viewer.accountId}`)),
  page('/open', { who: 'anyone' }, async (c) => raw(c.caller.kind)),
  page('/maybe', { who: 'anyone' }, async (c) => raw(String(c.viewer.accountId))),
  form('/posts', { body: z.object({ text: z.string() }) }, async (c) => go('/home', { flash: 'frame.home', focus: `post-${c.body.text}` })),
  form('/next', { who: 'anyone', body: z.object({ next: z.string() }) }, async (c) => go(c.body.next)),
  form('/sign-in', { who: 'anyone', class: 'signin' }, async () => go('/home', { cookies: [{ name: 'session', value: 'new' }] })),
  form('/consent', { class: 'signin' }, async () => leave('icecubesapp://?code=a%2Fb')),
  form('/hook', { who: 'anyone', csrf: 'exempt' }, async () => raw('hooked')),
  form('/away', { who: 'anyone' }, async () => leave('https://elsewhere.example')),
])
const api = area('api', [post('/api/v1/things', { scope: 'any', returns: 'none' }, async () => ({}))])

let web: FakeWeb
let own: string
before(async () => {
  web = await fakeWeb({ pageAreas: [pages], areas: [api] })
  own = `http://localhost:${web.port}`
})
after(() => web.close())

const cookie = { cookie: 'session=s1' }
const send = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
  fetch(`${own}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
const status = async (answer: Promise<Response>) => (await answer).status

test('a form with the token of its session, sent from our own page, arrives', async () => {
  const good = { text: '1', csrf: 'csrf-of-s1' }
  for (const from of [
    { origin: own },
    { referer: `${own}/home` },
    { 'sec-fetch-site': 'same-origin' },
    { origin: own, 'sec-fetch-site': 'same-origin' },
  ]) {
    assert.equal(await status(send('/posts', good, { ...cookie, ...from })), 303, JSON.stringify(from))
  }
  assert.equal(await status(send('/posts', { text: '1' }, { ...cookie, origin: own, 'x-csrf-token': 'csrf-of-s1' })), 303)
})

test('a form from another site, or one that does not say where from, is 403 on every unsafe row', async () => {
  // SEC:C1
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: own.replace(/\d+$/, '1') },
    { origin: own.replace('http:', 'https:') },
    { referer: 'https://evil.example/' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: own },
    { 'sec-fetch-site': 'none' },
    {},
  ]
  for (const path of ['/posts', '/next', '/sign-in', '/consent']) {
    for (const from of foreign) {
      const fields = { text: '1', next: '/home', csrf: 'csrf-of-s1' }
      const headers = Object.fromEntries(Object.entries({ ...cookie, ...from }).filter(([, value]) => value !== undefined))
      assert.equal(await status(send(path, fields, headers)), 403, `${path} ${JSON.stringify(from)}`)
    }
  }
})

test("a form without the token, or with another session's, is 403", async () => {
  // SEC:C1
  for (const csrf of ['', 'x', 'csrf-of-s2', 'csrf-of-s1x']) {
    assert.equal(await status(send('/posts', { text: '1', csrf }, { ...cookie, origin: own })), 403, csrf)
  }
  assert.equal(await status(send('/consent', {}, { ...cookie, origin: own })), 403)
})

test('only rows that say so go without the check, and the bearer API has no cookie to protect', async () => {
  // SEC:C4
  assert.equal(await status(send('/hook', {}, { origin: 'https://evil.example' })), 200)
  assert.equal(await status(send('/api/v1/things', {}, { origin: 'https://evil.example', authorization: 'Bearer person:read' })), 200)
  assert.equal(await status(send('/api/v1/things', {}, { ...cookie, origin: own })), 401)
  assert.deepEqual(
    pages.pages.filter((row) => row.row.csrf === 'exempt').map((row) => row.path),
    ['/hook'],
  )
})

test('a page for persons leads to sign-in and back; a form leads there and then home', async () => {
  const answer = await web.get('/home?max_id=5')
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/auth/sign-in?to=%2Fhome%3Fmax_id%3D5'])
  const posted = await send('/posts', { text: '1' }, { origin: own })
  assert.deepEqual([posted.status, posted.headers.get('location')], [303, '/auth/sign-in?to=%2F'])
  assert.equal((await web.get('/maybe')).headers.get('location'), '/auth/sign-in?to=%2Fmaybe')
  assert.equal(await (await web.get('/open')).text(), 'anonymous')
  assert.equal(await (await web.get('/home', cookie)).text(), 'home of 11')
})

test('a token never opens a page', async () => {
  assert.equal((await web.get('/home', { authorization: 'Bearer person:read' })).status, 303)
})

test('cookies are bound to this host and out of reach of scripts', async () => {
  // SEC:C2
  const answer = await send('/sign-in', {}, { origin: own })
  assert.deepEqual(answer.headers.getSetCookie(), ['session=new; Path=/; HttpOnly; SameSite=Lax'])
  const secure = await fakeWeb({
    pageAreas: [pages],
    config: { url: 'https://social.corp', origin: 'https://social.corp', host: 'social.corp', https: true },
  })
  const request =
    'POST /sign-in HTTP/1.1\r\nHost: social.corp\r\nOrigin: https://social.corp\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
  assert.match(await secure.raw(request), /\r\nset-cookie: __Host-session=new; Path=\/; HttpOnly; SameSite=Lax; Secure\r\n/)
  const read = (name: string) => secure.raw(`GET /home HTTP/1.1\r\nHost: social.corp\r\nCookie: ${name}\r\nConnection: close\r\n\r\n`)
  assert.match(await read('__Host-session=s1'), /^HTTP\/1\.1 200 /)
  assert.match(await read('session=s1'), /^HTTP\/1\.1 303 /)
  assert.match(await read('__Host-session=s1; __Host-session=s2'), /^HTTP\/1\.1 303 /)
  await secure.close()
})

test('a redirect to an address that came with the request stays on our own host', async () => {
  // SEC:O2 SEC:O3
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\r\nset-cookie: x=1',
    '',
    'home',
  ]) {
    const answer = await send('/next', { next }, { origin: own })
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/'], next)
    assert.equal(answer.headers.get('set-cookie'), null)
  }
  assert.equal((await send('/next', { next: '/home?a=%2F%2Fb#c' }, { origin: own })).headers.get('location'), '/home?a=%2F%2Fb#c')
  assert.equal(ownPath(undefined), '/')
})

test('only the class signin may lead to another origin, and then byte for byte', async () => {
  const consent = await send('/consent', { csrf: 'csrf-of-s1' }, { ...cookie, origin: own })
  assert.deepEqual([consent.status, consent.headers.get('location')], [303, 'icecubesapp://?code=a%2Fb'])
  assert.equal((await send('/away', {}, { origin: own })).status, 500)
})

test('the sentence after a redirect travels in a cookie for half a minute', async () => {
  const answer = await send('/posts', { text: '7', csrf: 'csrf-of-s1' }, { ...cookie, origin: own })
  assert.deepEqual(answer.headers.getSetCookie(), ['flash=frame.home~post-7; Path=/; HttpOnly; SameSite=Lax; Max-Age=30'])
})
