import assert from 'node:assert/strict'
import { test } from 'node:test'
import '../dialect.ts'
import { contractRows, rowKey } from '../contract/rows.ts'
import type { World } from '../pages/walk/world.ts'

const { pageRows, unvisited } = await import('../pages/walk/legs.ts')
const { stopsOf } = await import('../pages/walk/stops.ts')
const { areas, pageAreas } = await import('#processes/areas.ts')

/** API endpoints that Mastodon does not have, or writes otherwise. */
const ownEndpoints = [
  // Rails takes PATCH wherever it takes PUT, and some apps send it.
  'PATCH /api/v1/statuses/:',
  'PATCH /api/v1/lists/:',
  'PUT /api/v1/profile',
  'PUT /api/v1/notifications/policy',
  'PUT /api/v2/notifications/policy',
  // RFC 6415, section 3: the same document as JSON by its own address.
  'GET /.well-known/host-meta.json',
  'PATCH /api/v2/filters/:',
  'PATCH /api/v2/filters/keywords/:',
  'PATCH /api/v1/filters/:',
  'PATCH /api/v1/media/:',
  'PATCH /api/v1/announcements/:/reactions/:',
  'PATCH /api/v1/push/subscription',
  'PATCH /api/v1/scheduled_statuses/:',
  'PATCH /api/v1/statuses/:/interaction_policy',
  'PUT /api/v1/collections/:',
  'PUT /api/v1_alpha/collections/:',
  // What all of these are, as OpenAPI.
  'GET /api/openapi.json',
  // Answers whatever channel nobody knows.
  'GET /api/v1/streaming/*rest',
]

// SEC:A14 SEC:R6
test('every API endpoint is one of Mastodon’s or named here: no console, no app admin, nothing a library brought along', () => {
  const known = new Set([...contractRows().map((row) => rowKey(row.method, row.path)), ...ownEndpoints])
  const strange = areas
    .flatMap(({ endpoints }) => endpoints.map(({ method, path }) => rowKey(method, path)))
    .filter((key) => !known.has(key))
  assert.deepEqual(strange, [])
})

// SEC:R6
test('no page is a console for SQL, jobs or code', () => {
  const paths = pageAreas.flatMap(({ pages }) => pages.map(({ path }) => path))
  assert.ok(paths.length > 10)
  assert.deepEqual(
    paths.filter((path) => /sql|queue|jobs|eval|console|pghero|sidekiq|debug/i.test(path)),
    [],
  )
})

// SEC:B7 SEC:B24
test('every endpoint and every page says who may call it; what is open to nobody in particular is named here', () => {
  const open = areas.flatMap(({ endpoints }) =>
    endpoints.filter(({ row }) => row.scope === 'public').map(({ method, path }) => `${method} ${path}`),
  )
  const allowed =
    /^(?:POST \/api\/v1\/(?:apps|accounts)$|GET \/api\/v[12]\/instance|(?:GET|POST) \/oauth\/|GET \/\.well-known\/|GET \/nodeinfo\/|GET \/api\/v1\/streaming|GET \/health)/
  assert.deepEqual(
    open.filter((key) => !allowed.test(key)),
    [],
  )
  for (const { endpoints } of areas) for (const { path, row } of endpoints) assert.ok(row.scope.length > 0, path)
})

// Here, beside the other lists of all rows, so that whoever adds a page hears of it at once (test/pages/walk).
test('every page has an address at which the walk through every page sees it', () => {
  const some = { accountId: 1 }
  const house = { employee: some, ben: some, maxi: some, file: { capability: '', name: '' } } as unknown as World
  assert.deepEqual(unvisited(stopsOf(house), pageRows()), [])
})
