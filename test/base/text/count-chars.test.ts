import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countChars } from '#base/text/count-chars.ts'

const counts = (text: string, expected: number) => () => assert.equal(countChars(text), expected)

test('plain text counts its characters', counts('hello\nworld', 11))
test('an address counts 23, however long it is', counts(`x https://example.com/${'a'.repeat(300)} y`, 2 + 23 + 2))
test('a short address counts 23 too', counts('http://wiki', 23))
test('an intranet address counts 23', counts('https://jira.corp.lan/browse/A-1', 23))
test('a host without a protocol counts in full', counts('example.com', 11))
test('a mention counts only its local part', counts('@bob@a-very-long-host.example hi', 7))
test('a local mention counts in full', counts('@alice hi', 9))
test('a hashtag counts in full', counts('#tag', 4))
test('an address inside a mention is not counted twice', counts('@bob@host.example/http://x', 4 + '/'.length + 23))
test('a family of four is one character', counts('👨‍👩‍👧‍👦', 1))
test('a flag is one character', counts('🇩🇪', 1))
test('a letter with a combining mark is one character', counts('e\u0301', 1))
test('a line end of two bytes is one character', counts('a\r\nb', 3))
test('the empty text counts 0', counts('', 0))
test('the content warning counts with the text', () => assert.equal(countChars('text', 'warn 👍🏽'), 4 + 6))
test('an address in the content warning counts in full, as it does not become a link', () =>
  assert.equal(countChars('', 'https://a.example'), 17))
