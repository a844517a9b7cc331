import { heardSince } from '../../heard-since.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#base/errors.ts'
import { listSessions } from '#features/signin/list-sessions.ts'
import { revokeOtherSessions, revokeSession } from '#features/signin/revoke-session.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import { sessionView } from '#features/signin/sessions.html.ts'
import { signOut } from '#features/signin/sign-out.ts'
import type { Session } from '#features/signin/signin.schema.ts'
import type { Site } from '#platform/site.ts'
import { until } from '../../until.ts'
import { openHouse } from './house.ts'
import { allSessions } from './rows.ts'

const hour = 3_600_000

/** Waits until some session was last used at this moment: the note is written beside the request. */
async function noted(site: Site, at: number) {
  await until(async () => (await allSessions(site)).some((session) => session.seenAt === at), 'the note of the use')
}

/** Session ids of the kill events so far. */
async function killed(site: Site, from: string) {
  const events = (await heardSince(site, from)).filter((event) => event.name === sessionKilled.name)
  return events.map((event) => sessionKilled.data.parse(event.data).sessionId)
}

test('signing in opens a new session, and the browser’s old one is dead', async (t) => {
  const { signIn, caller } = await openHouse(t)
  const before = await signIn('alice')
  const after = await signIn('bob', { cookie: before })
  // SEC:C6
  assert.notEqual(after, before)
  assert.equal((await caller(before)).kind, 'anonymous')
  assert.equal((await caller(after)).kind, 'session')
})

test('only the exact value of a live session’s cookie names anybody', async (t) => {
  const { signIn, caller } = await openHouse(t)
  const cookie = await signIn('alice')
  for (const wrong of [undefined, '', cookie.slice(1), `${cookie}x`, cookie.toUpperCase(), 'x'.repeat(43), 'x'.repeat(100_000)])
    assert.equal((await caller(wrong)).kind, 'anonymous')
  const [one, two] = [await caller(cookie), await caller(await signIn('alice'))]
  assert.ok(one.kind === 'session' && two.kind === 'session' && one.csrf !== two.csrf && one.csrf.length >= 43)
})

test('a session ends after twelve hours without use and after seven days with it', async (t) => {
  const { site, clock, signIn, caller } = await openHouse(t)
  const idle = await signIn('alice')
  const busy = await signIn('bob')
  // SEC:B3
  for (let n = 0; n < 14; n++) {
    clock.advance(11 * hour)
    assert.equal((await caller(busy)).kind, 'session')
    await noted(site, clock.now())
  }
  assert.equal((await caller(idle)).kind, 'anonymous')
  clock.advance(14 * hour)
  assert.equal((await caller(busy)).kind, 'anonymous')
  await signIn('carol')
  assert.equal((await allSessions(site)).length, 1, 'ended ones are swept out')
})

test('the use of a session is noted at most every ten minutes', async (t) => {
  const { site, clock, signIn, caller } = await openHouse(t)
  const cookie = await signIn('alice')
  const first = (await allSessions(site))[0]!.seenAt
  clock.advance(599_000)
  await caller(cookie)
  await sleep(50)
  assert.equal((await allSessions(site))[0]!.seenAt, first)
  clock.advance(1_000)
  await caller(cookie)
  await noted(site, first + 600_000)
})

test('a person sees their own browsers and ends any of them; the others live on', async (t) => {
  const { site, signIn, caller } = await openHouse(t)
  const [one, two, three] = [await signIn('alice'), await signIn('alice'), await signIn('alice')]
  const bobs = await signIn('bob')
  const [a, b] = [await caller(one), await caller(two)]
  assert.ok(a.kind === 'session' && b.kind === 'session')
  assert.equal((await listSessions(site, a.viewer)).length, 3)
  const from = site.events.position()
  // SEC:C5
  await revokeSession(site, a.viewer, b.sessionId, 'test')
  assert.equal((await caller(two)).kind, 'anonymous')
  assert.deepEqual(await killed(site, from), [b.sessionId])
  for (const alive of [one, three, bobs]) assert.equal((await caller(alive)).kind, 'session')
  const bob = await caller(bobs)
  assert.ok(bob.kind === 'session')
  await assert.rejects(revokeSession(site, bob.viewer, a.sessionId, 'test'), (error) => error instanceof Refusal && error.status === 404)
  assert.equal((await caller(one)).kind, 'session')
  assert.equal(await revokeOtherSessions(site, a.viewer, a.sessionId, 'test'), 1)
  assert.equal((await caller(three)).kind, 'anonymous')
  assert.deepEqual([(await caller(one)).kind, (await caller(bobs)).kind], ['session', 'session'])
})

test('signing out ends our session first and then leads to the provider, which knows who it is', async (t) => {
  const { site, signIn, caller, stopIdp } = await openHouse(t)
  const cookie = await signIn('alice')
  const from = site.events.position()
  await stopIdp()
  const onward = new URL((await signOut(site, cookie, 'test'))!)
  // SEC:A11
  assert.equal((await caller(cookie)).kind, 'anonymous')
  assert.equal((await killed(site, from)).length, 1)
  assert.match(onward.pathname, /session\/end$/)
  assert.equal(onward.searchParams.get('post_logout_redirect_uri'), `${site.config.url}/auth/signed-out`)
  assert.ok(onward.searchParams.get('id_token_hint')?.startsWith('eyJ'))
  assert.equal(await signOut(site, cookie, 'test'), undefined)
  assert.equal(await signOut(site, undefined, 'test'), undefined)
})

test('the list names browser and system in words that people know', () => {
  const of = (userAgent: string) => {
    const { browser, system } = sessionView({ id: 1, userAgent, seenAt: 0, createdAt: 0 } as Session, 1)
    return [browser, system]
  }
  assert.deepEqual(
    of('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0'),
    ['Edge', 'Windows'],
  )
  assert.deepEqual(of('Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'), ['Firefox', 'Linux'])
  assert.deepEqual(of('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1'), [
    'Safari',
    'iPhone',
  ])
  assert.deepEqual(of('Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36'), ['Chrome', 'Android'])
  assert.deepEqual(of('curl/8'), [null, null])
})
