import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldHashtag } from '#base/text/fold-hashtag.ts'

const rows: [string, string][] = [
  ['CamelCase', 'camelcase'],
  ['Café', 'cafe'],
  ['ÅLESUND', 'alesund'],
  ['Łódź', 'lodz'],
  ['Øre', 'ore'],
  ['Đà_Nẵng', 'da_nang'],
  ['Straße', 'straße'],
  ['ＡＢＣ', 'abc'],
  ['ﾃｽﾄ', 'テスト'],
  ['がく', 'がく'],
  ['हिन्दी', 'हिन्दी'],
  ['Ελλάδα', 'ελλάδα'],
  ['ПРИВЕТ', 'привет'],
]
for (const [typed, key] of rows) test(`${typed} is found as ${key}`, () => assert.equal(foldHashtag(typed), key.normalize('NFC')))
test('a key is its own key', () => {
  for (const [typed] of rows) assert.equal(foldHashtag(foldHashtag(typed)), foldHashtag(typed))
})
