import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeOf } from '#http/range.ts'

test('a range is cut to the body, from the start, to the end, or from the end', () => {
  for (const [header, range] of [
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=8-99', { start: 8, end: 9 }],
    [' Bytes=9-9 ', { start: 9, end: 9 }],
  ] as const)
    assert.deepEqual(rangeOf(header, 10), range, header)
})

test('what lies outside cannot be satisfied', () => {
  for (const header of ['bytes=10-', 'bytes=10-20', 'bytes=-0']) assert.equal(rangeOf(header, 10), 'unsatisfiable', header)
  assert.equal(rangeOf('bytes=-5', 0), 'unsatisfiable')
})

test('without a header, for several ranges, other units and nonsense the whole is sent', () => {
  for (const header of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=3-1',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=a-b',
    `bytes=${'9'.repeat(40)}-`,
  ])
    assert.equal(rangeOf(header, 10), undefined, header)
})
