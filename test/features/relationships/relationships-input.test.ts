import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FollowBody, RelationshipsQuery } from '#features/relationships/relationships.input.ts'

test('ids come alone, as a list, as text or number; what names nothing is left out, and each counts once', () => {
  const ids = (id: unknown) => RelationshipsQuery.parse({ id }).id
  assert.deepEqual(ids('7'), [7])
  assert.deepEqual(ids(['7', 8, '7']), [7, 8])
  assert.deepEqual(ids(['x', '-1', '0', '9e9', '99999999999999999999']), [])
  assert.deepEqual([ids(undefined), ids(''), ids([])], [[], [], []])
})

// SEC:D2
test('more than 500 ids are refused', () => {
  assert.equal(RelationshipsQuery.safeParse({ id: Array.from({ length: 501 }, (_, i) => String(i + 1)) }).success, false)
})

test('options that are not sent stay as they are, an empty list of languages means all', () => {
  assert.deepEqual(FollowBody.parse({}), {})
  assert.deepEqual(FollowBody.parse({ reblogs: '', notify: null }), {})
  assert.deepEqual(FollowBody.parse({ reblogs: 'false', notify: '1' }), { reblogs: false, notify: true })
  assert.deepEqual(FollowBody.parse({ languages: ['de', 'en'] }), { languages: ['de', 'en'] })
  assert.deepEqual(FollowBody.parse({ languages: 'de' }), { languages: ['de'] })
  assert.deepEqual([FollowBody.parse({ languages: [] }), FollowBody.parse({ languages: null })], [{ languages: null }, { languages: null }])
})
