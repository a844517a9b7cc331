import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clip } from '#base/text/clip.ts'

test('a text that fits stays, on one line', () => {
  assert.equal(clip(' one\n\ttwo\0three ', 20), 'one two three')
  assert.equal(clip('x'.repeat(10), 10), 'x'.repeat(10))
  assert.equal(clip('', 10), '')
})

test('a longer one ends in an ellipsis within the limit, and no character is cut', () => {
  assert.equal(clip('x'.repeat(11), 10), `${'x'.repeat(9)}…`)
  assert.equal(clip('one two three', 5), 'one…')
  assert.equal(clip('e\u0301'.repeat(9), 5), `${'e\u0301'.repeat(4)}…`)
})

test('a character that is made of hundreds of marks does not make it long', () => {
  assert.ok(clip(`a${'\u0301'.repeat(5000)}`.repeat(3), 140).length <= 140 * 3 + 1)
  assert.ok(clip('👩‍👩‍👧‍👦'.repeat(500), 140).length <= 140 * 3 + 1)
})
