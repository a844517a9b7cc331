import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countChars } from '#base/text/count-chars.ts'
import { countTyped } from '#client/composer/count-typed.ts'

test('the browser counts as the server does', () => {
  const texts = [
    '',
    'plain words\nin two lines',
    'see https://wiki.example/an/address/that/is/longer, please',
    'http://jira/browse/A-1.',
    '(https://a.example/x) and "https://b.example/y"!',
    'https://wiki/Foo_(bar)',
    'ask @ben or @ben@other.example.org about it',
    'mail me@there.example or not',
    'e\u0301 👩‍👩‍👧‍👦 🇩🇪 العربية 日本語',
    'no address: https:// and http//x',
    'two https://a.example https://b.example',
  ]
  for (const text of texts) assert.equal(countTyped(text), countChars(text), text)
})
