import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { queryReader } from '#http/input/query-reader.ts'
import { readerFor } from '#http/input/read-input.ts'

const Query = z
  .object({ limit: z.number().max(40).default(20), only: z.array(z.string()).default([]) })
  .transform(({ limit, only }) => ({ limit, wish: { only } }))

/** A reader that counts how often it really read. */
function counted(o: { secret: boolean } = { secret: false }) {
  const read = readerFor(Query, 'query')
  const seen = { count: 0 }
  const reader = queryReader((raw) => {
    seen.count++
    return read(raw)
  }, o)
  return { reader, seen }
}

test('a short query is read once, and says the same each time', () => {
  const { reader, seen } = counted()
  for (let i = 0; i < 3; i++) {
    assert.deepEqual(reader(''), { limit: 20, wish: { only: [] } })
    assert.deepEqual(reader('limit=5&only[]=a&only[]=b'), { limit: 5, wish: { only: ['a', 'b'] } })
  }
  assert.equal(seen.count, 2)
})

test('what many share cannot be changed by one', () => {
  const query = counted().reader('only[]=a') as { limit: number; wish: { only: string[] } }
  assert.throws(() => (query.limit = 7), TypeError)
  assert.throws(() => query.wish.only.push('b'), TypeError)
})

test('a refusal is refused again, and long or secret queries are not remembered', () => {
  const { reader, seen } = counted()
  for (let i = 0; i < 2; i++) assert.throws(() => reader('limit=41'), /limit/)
  for (let i = 0; i < 2; i++) reader(`only[]=${'x'.repeat(120)}`)
  assert.equal(seen.count, 4)
  const secret = counted({ secret: true })
  for (let i = 0; i < 2; i++) secret.reader('access_token=abc')
  assert.equal(secret.seen.count, 2)
})

test('however many queries come, few are remembered', () => {
  const { reader, seen } = counted()
  for (let i = 0; i < 1000; i++) reader(`only[]=${i}`)
  reader('only[]=0')
  assert.equal(seen.count, 1001)
})
