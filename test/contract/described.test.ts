import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Exchanged, undescribed } from './described.ts'

const post: Exchanged = { method: 'POST', row: '/api/v1/statuses', query: '', body: { status: 'Hello' }, status: 200 }
const home: Exchanged = { method: 'GET', row: '/api/v1/timelines/home', query: 'limit=5&max_id=7', status: 200 }

test('a request as the document has it passes, in whatever form', () => {
  assert.deepEqual(undescribed(post), [])
  assert.deepEqual(undescribed(home), [])
  assert.deepEqual(undescribed({ ...post, body: new URLSearchParams('status=Hello&sensitive=1&media_ids[]=5') }), [])
  assert.deepEqual(undescribed({ ...post, query: 'status=Hello', body: undefined }), [])
})

test('planted: an endpoint, a status, a parameter, a field and a value that the document does not know are each found', () => {
  assert.match(undescribed({ ...home, row: '/api/v1/timelines/none' }).join(), /is not described/)
  assert.match(undescribed({ ...home, status: 418 }).join(), /answers 418/)
  assert.match(undescribed({ ...home, query: 'surprise=1' }).join(), /was sent surprise in its query/)
  assert.match(undescribed({ ...post, body: { status: 'Hello', surprise: 1 } }).join(), /was sent surprise in its body/)
  assert.match(undescribed({ ...post, body: { status: 'Hello', visibility: 'loud' } }).join(), /visibility/)
  assert.match(undescribed({ ...post, body: new FormData(), query: 'surprise=1' }).join(), /surprise/)
})

test('of a refused request only the status has to be known', () => {
  assert.deepEqual(undescribed({ ...post, body: { surprise: 1 }, status: 422 }), [])
})
