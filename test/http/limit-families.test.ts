import '../dialect.ts'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import type { Caller } from '#base/viewer.ts'
import { Addresses } from '#http/client-ip.ts'
import { limitsOf } from '#http/count-call.ts'
import { families, Limits } from '#http/limits.ts'
import type { LimitName } from '#http/row.ts'
import { openWindows } from '#platform/cache/windows.ts'
import { openLog } from '#platform/log/log.ts'
import type { Site } from '#platform/site.ts'
import { areas } from '#processes/areas.ts'

const minute = 60_000
const hour = 60 * minute

// SEC:L6 SEC:L8
test('the families have Mastodon’s numbers', () => {
  const { statuses, deletes, uploads, follows, reports, paging } = families
  assert.deepEqual(
    { statuses, deletes, uploads, follows, reports, paging },
    {
      statuses: { limit: 300, windowMs: 3 * hour },
      deletes: { limit: 30, windowMs: 30 * minute },
      uploads: { limit: 30, windowMs: 30 * minute },
      follows: { limit: 400, windowMs: 24 * hour },
      reports: { limit: 400, windowMs: 24 * hour },
      paging: { limit: 300, windowMs: 15 * minute },
    },
  )
})

test('each family stands on the rows that Mastodon counts in it, and its headers also on edits', () => {
  const rows = areas.flatMap(({ endpoints }) => endpoints)
  const of = (name: LimitName) =>
    rows.filter(({ row }) => limitsOf(row.limit).includes(name)).map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(of('statuses').toSorted(), ['POST /api/v1/statuses', 'POST /api/v1/statuses/:id/reblog'])
  assert.deepEqual(of('deletes').toSorted(), ['DELETE /api/v1/statuses/:id', 'POST /api/v1/statuses/:id/unreblog'])
  assert.deepEqual(of('uploads').toSorted(), ['POST /api/v1/media', 'POST /api/v2/media'])
  assert.deepEqual(of('follows').toSorted(), ['POST /api/v1/accounts/:id/follow', 'POST /api/v1/tags/:name/follow'])
  assert.deepEqual(of('reports'), ['POST /api/v1/reports'])
  assert.deepEqual(
    rows.filter(({ row }) => row.shows === 'statuses').map(({ method, path }) => `${method} ${path}`),
    ['PUT /api/v1/statuses/:id', 'PATCH /api/v1/statuses/:id'],
  )
})

const viewer = { personId: 1, accountId: 2, role: 'user', locale: 'en', timeZone: 'UTC' } as const
const withToken = (tokenId: number, accountId = 2): Caller =>
  ({ kind: 'token', tokenId, appId: 1, scopes: ['read'], viewer: { ...viewer, accountId }, disabled: false }) as Caller
const anyone: Caller = { kind: 'anonymous' }

/** Counts a call and answers what is left of the window that its headers describe, or 429. */
function counter(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-limits-'))
  const windows = openWindows(folder, openLog({ level: 'fatal' }))
  t.after(() => {
    windows.close()
    rmSync(folder, { recursive: true })
  })
  const clock = new FixedClock(Date.UTC(2026, 10, 24, 8, 1))
  const config = { limits: { enabled: true }, trustedProxies: [], networks: { company: ['10.0.0.0/8'] } } as unknown as Site['config']
  const limits = new Limits({ windows, clock, config }, new Addresses(config))
  const call = (caller: Caller, o: { ip?: string; limits?: LimitName[]; shows?: LimitName; rawQuery?: string } = {}) => {
    let headers: string[] = []
    try {
      limits.count({ caller, ip: '203.0.113.7', rawQuery: '', limits: [], ...o }, (made) => (headers = made))
    } catch (e) {
      assert.equal((e as { status: number }).status, 429)
      return 429
    }
    return headers.length ? [Number(headers[1]), Number(headers[3])] : []
  }
  return { call, clock }
}

// SEC:L8
test('a token has 300 calls in five minutes and its person 1500, whatever the address', (t) => {
  const { call, clock } = counter(t)
  for (let i = 0; i < 300; i++) assert.deepEqual(call(withToken(1), { ip: `203.0.113.${i % 200}` }), [300, 299 - i])
  assert.equal(call(withToken(1)), 429)
  for (let token = 2; token <= 5; token++) for (let i = 0; i < 299; i++) assert.notEqual(call(withToken(token)), 429)
  // 300, the one that was refused, and four times 299 have been counted.
  assert.deepEqual(call(withToken(6)), [1500, 2])
  assert.deepEqual(call(withToken(6)), [1500, 1])
  assert.deepEqual(call(withToken(6)), [1500, 0])
  assert.equal(call(withToken(6)), 429)
  assert.deepEqual(call(withToken(7, 3)), [300, 299], 'another person')
  clock.advance(5 * minute)
  assert.deepEqual(call(withToken(1)), [300, 299])
})

test('a family is the person’s and not the token’s', (t) => {
  const { call } = counter(t)
  for (let i = 0; i < 30; i++) assert.deepEqual(call(withToken(i % 3), { limits: ['deletes'] }), [30, 29 - i])
  assert.equal(call(withToken(9), { limits: ['deletes'] }), 429)
  assert.notEqual(call(withToken(9, 3), { limits: ['deletes'] }), 429)
  assert.notEqual(call(withToken(9)), 429)
})

test('an edit shows how many posts are left and takes none of them', (t) => {
  const { call, clock } = counter(t)
  for (let i = 0; i < 250; i++) {
    if (i % 100 === 0) clock.advance(5 * minute)
    call(withToken(1), { limits: ['statuses'] })
  }
  clock.advance(5 * minute)
  for (let i = 0; i < 3; i++) assert.deepEqual(call(withToken(1), { shows: 'statuses' }), [300, 50])
  assert.deepEqual(call(withToken(1), { limits: ['statuses'] }), [300, 49])
  for (let i = 0; i < 49; i++) call(withToken(1), { limits: ['statuses'] })
  assert.equal(call(withToken(1), { limits: ['statuses'] }), 429)
  assert.deepEqual(call(withToken(1), { shows: 'statuses' }), [300, 0], 'an edit is not a post')
})

// SEC:L8
test('nobody in particular is counted outside the company alone, IPv6 by its /64', (t) => {
  const { call } = counter(t)
  assert.deepEqual(call(anyone, { ip: '10.1.2.3' }), [])
  assert.deepEqual(call(anyone, { ip: '203.0.113.7' }), [300, 299])
  assert.deepEqual(call(anyone, { ip: '2001:db8:0:1::5' }), [300, 299])
  assert.deepEqual(call(anyone, { ip: '2001:db8:0:1:ffff::6' }), [300, 298])
  assert.deepEqual(call(anyone, { ip: '2001:db8:0:2::5' }), [300, 299])
})

test('a further page counts for fifteen minutes, whichever cursor asks for it', (t) => {
  const { call, clock } = counter(t)
  const cursors = ['max_id=1', 'limit=5&since_id=1', 'min_id=1', 'page=2']
  for (let i = 0; i < 200; i++) call(withToken(1), { rawQuery: cursors[i % 4]! })
  clock.advance(5 * minute)
  assert.deepEqual(call(withToken(2), { rawQuery: 'max_id=1' }), [300, 99])
  assert.deepEqual(call(withToken(2), { rawQuery: 'not_max_id=1' }), [300, 298])
  clock.advance(10 * minute)
  assert.deepEqual(call(withToken(2), { rawQuery: 'max_id=1' }), [300, 299])
})
