import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answered, proofsOf } from './judge-exchange.ts'
import { noteToken, proofKey } from './record.ts'
import { lacking } from './rows.ts'

const endpoint = { method: 'GET', path: '/api/v1/planted', row: { scope: 'read:lists', returns: 'List[]' } } as const
const ask = (more: Partial<Answered>) =>
  proofsOf(endpoint, { token: 'exact', path: '/api/v1/planted', ok: true, status: 200, text: '[]', link: null, ...more })
noteToken('exact', ['read:lists'])
noteToken('parent', ['read'])
noteToken('both', ['read:lists', 'write:lists'])
noteToken('other', ['read:statuses'])
const outside = { ok: false, status: 403, text: '{"error":"This action is outside the authorized scopes"}' }

test('only a token of exactly the scope proves that it is enough', () => {
  assert.deepEqual(ask({}), ['exact'])
  for (const token of ['parent', 'both', 'unknown', undefined]) assert.deepEqual(ask({ token }), [], token)
  assert.deepEqual(ask({ ok: false, status: 422 }), [])
})

test('only the refusal of a token that lacks the scope proves that it is asked for', () => {
  assert.deepEqual(ask({ token: 'other', ...outside }), ['refused'])
  assert.deepEqual(ask({ token: 'other', ...outside, text: '{"error":"This action is not allowed"}' }), [])
  assert.deepEqual(ask({ token: 'both', ...outside }), [])
  assert.deepEqual(ask({ token: undefined, ...outside, status: 401 }), [])
})

test('a list is walked by the address that its own answer named', () => {
  const next = '/api/v1/planted?max_id=7'
  assert.deepEqual(ask({ path: next }), ['exact'])
  ask({ link: `<http://localhost:3000${next}>; rel="next"` })
  assert.deepEqual(ask({ path: next }), ['exact', 'walked'])
  assert.deepEqual(ask({ path: `${next}&limit=1` }), ['exact'])
  assert.deepEqual(ask({ path: '/api/v1/planted?offset=20' }), ['exact', 'walked'])
})

test('a row lacks what nobody has shown of it', () => {
  const key = 'GET /api/v1/planted'
  const shown = (...proofs: Parameters<typeof proofKey>[0][]) => new Set(proofs.map((proof) => proofKey(proof, key)))
  assert.equal(lacking({ key, scoped: true, paginated: true }, shown()).length, 3)
  assert.deepEqual(lacking({ key, scoped: true, paginated: true }, shown('exact', 'refused')), ['no further page has been read'])
  assert.deepEqual(lacking({ key, scoped: true, paginated: true }, shown('exact', 'refused', 'walked')), [])
  assert.deepEqual(lacking({ key, scoped: false, paginated: false }, shown()), [])
})
