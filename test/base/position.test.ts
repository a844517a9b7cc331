import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePositions, formatPosition, parsePosition } from '#base/position.ts'

test('positions are ordered by transaction, then by id, as numbers', () => {
  const ordered = ['0-1', '0-9', '0-10', '9-10', '10-2', '18446744073709551615-1']
  assert.deepEqual([...ordered].reverse().sort(comparePositions), ordered)
  assert.equal(comparePositions('7-7', '7-7'), 0)
})

test('what was written is read again', () => {
  const position = { xid: 18_446_744_073_709_551_615n, id: Number.MAX_SAFE_INTEGER }
  assert.deepEqual(parsePosition(formatPosition(position)), position)
})

test('text from outside that is no position is undefined', () => {
  for (const text of ['', '1', '-', '1-', '-1', '01-1', '1-1-1', ' 1-1', '1-1 ', 'a-1', '1-9999999999999999', `${'9'.repeat(30)}-1`])
    assert.equal(parsePosition(text), undefined, text)
  assert.throws(() => comparePositions('1-1', 'x'), /not a position: x/)
})
