import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asciiJson, listOf, Pieces } from '#base/pieces.ts'

test('JSON in ASCII says the same, in as many bytes as it has characters', () => {
  const value = { plain: 'a"b\\c\n', café: 'naïve', kana: '会議', emoji: '🎉🚀', lone: '\ud83c', del: '\x7f' }
  const text = asciiJson(value)
  assert.deepEqual(JSON.parse(text), value)
  assert.equal(Buffer.byteLength(text), text.length)
  assert.equal(text, text.replace(/[^\0-\x7f]/g, ''))
})

test('pieces come out one after the other, with their length told before', () => {
  const write = (pieces: Pieces) => {
    const bytes = Buffer.alloc(pieces.length, '?')
    pieces.writeTo(bytes)
    return bytes.toString()
  }
  assert.equal(write(new Pieces(['{"a":', '', '1', '}'])), '{"a":1}')
  assert.equal(write(listOf([])), '[]')
  assert.equal(write(listOf([['{', '}'], ['1'], ['"x"']])), '[{},1,"x"]')
})
