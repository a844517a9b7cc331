import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { pageInput, toPage } from '#base/paging.ts'

const schema = z.object(pageInput(20))
const page = (input: object) => toPage(schema.parse(input))

test('a page without parameters has the usual length and no bounds', () => assert.deepEqual(page({}), { limit: 20 }))

test('a limit loses its minus sign and never exceeds twice the usual', () => {
  assert.equal(page({ limit: '-5' }).limit, 5)
  assert.equal(page({ limit: '1000' }).limit, 40)
  assert.equal(toPage(z.object(pageInput(40, 80)).parse({ limit: 79 })).limit, 79)
})

test('bounds are ids of any length, as text or number', () => {
  assert.deepEqual(page({ max_id: '3671234567890123', since_id: 1, min_id: '7' }), {
    limit: 20,
    maxId: 3671234567890123,
    sinceId: 1,
    minId: 7,
  })
})

test('odd numbers are read as Mastodon reads them, and never fail', () => {
  assert.equal(page({ max_id: 'abc' }).maxId, 0)
  assert.equal(page({ max_id: '12abc' }).maxId, 12)
  assert.equal(page({ limit: '' }).limit, 0)
  assert.equal(page({ max_id: '9'.repeat(40) }).maxId, Number.MAX_SAFE_INTEGER)
})
