import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemas } from './schemas.ts'
import { compiled } from './schemas.ts'
import { validate } from './validate.ts'

const marker = { last_read_id: '1', version: 1, updated_at: '2026-11-23T01:02:03.000Z' }

test('every entity schema compiles in strict mode', () => {
  for (const name of schemas.keys()) if (name !== '_common.json') compiled(name.replace('.json', ''))
})

test('an answer as the schema has it passes', () => validate('Marker', marker))

test('a missing key, a wrong type, a key that no schema lists and a time without milliseconds each fail', () => {
  assert.throws(() => validate('Marker', { last_read_id: '1', version: 1 }), /updated_at/)
  assert.throws(() => validate('Marker', { ...marker, version: 'one' }), /version/)
  assert.throws(() => validate('Marker', { ...marker, surprise: 1 }), /does not list/)
  assert.throws(() => validate('Marker', { ...marker, updated_at: '2026-11-23T01:02:03Z' }), /updated_at/)
})

test('a list is checked item by item', () => {
  validate('Marker[]', [marker, marker])
  assert.throws(() => validate('Marker[]', marker), /not a list/)
  assert.throws(() => validate('Marker[]', [marker, { ...marker, surprise: 1 }]), /does not list/)
})

test('what the schema lets pass and an app does not decode fails, too', () => {
  const token = { access_token: 'x', token_type: 'Bearer', scope: 'read', created_at: 1 }
  validate('Token', token)
  assert.throws(() => validate('Token', { ...token, scope: '' }), /is not text that is not empty/)
})
