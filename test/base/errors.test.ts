import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conflict, forbidden, full, invalid, notFound, Refusal, tooMany, unauthorized, unavailable } from '#base/errors.ts'

// SEC:V6
test('absent and hidden things are the same refusal, whatever they are', () => {
  const [status, media] = [notFound('status'), notFound('media')]
  assert.deepEqual([status.code, status.status, status.message], [media.code, media.status, media.message])
  assert.equal(status.options.detail, 'status')
})

test('faults of fields make one sentence and keep their place', () => {
  const refusal = invalid({
    text: [{ error: 'ERR_BLANK', description: "Text can't be blank" }],
    poll: [{ error: 'ERR_INVALID', description: 'Poll is odd' }],
  })
  assert.equal(refusal.message, "Validation failed: Text can't be blank, Poll is odd")
  assert.equal(refusal.options.fields!['text']![0]!.error, 'ERR_BLANK')
})

test('every refusal is a Refusal with its status', () => {
  const statuses = [unauthorized(), forbidden(), conflict('x', 'y'), tooMany(5), unavailable('x', 'y'), full('x')].map((refusal) => {
    assert.ok(refusal instanceof Refusal)
    return refusal.status
  })
  assert.deepEqual(statuses, [401, 403, 409, 429, 503, 507])
  assert.equal(tooMany(5).options.retryAfter, 5)
})
