import assert from 'node:assert/strict'
import { test } from 'node:test'
import '../../dialect.ts'

const { filterMatcher } = await import('#features/filters/match-filters.ts')

const filter = (id: number) => ({
  id,
  accountId: 1,
  title: `f${id}`,
  contexts: ['home' as const],
  action: 'warn' as const,
  expiresAt: null,
  createdAt: 0,
})
const word = (keyword: string, wholeWord = true, id = 1) => ({ filter: filter(id), keyword, wholeWord, statusId: null })
const hit = (text: string, ...rows: Parameters<typeof filterMatcher>[0]) =>
  filterMatcher(rows)({ ids: [7], text }).flatMap((match) => match.keywords)

test('a keyword is found regardless of case and width', () => {
  assert.deepEqual(hit('The BUDGET is fixed', word('budget')), ['budget'])
  assert.deepEqual(hit('Ｂｕｄｇｅｔ', word('Budget')), ['Budget'])
  assert.deepEqual(hit('nothing', word('budget')), [])
})

test('a whole word has no letter, digit or underscore beside it, in any script', () => {
  assert.deepEqual(hit('catalogue', word('cat')), [])
  assert.deepEqual(hit('a cat, sat', word('cat')), ['cat'])
  assert.deepEqual(hit('#cat', word('cat')), ['cat'])
  assert.deepEqual(hit('my_cat', word('cat')), [])
  assert.deepEqual(hit('Bärin', word('bär')), [])
  assert.deepEqual(hit('der Bär', word('bär')), ['bär'])
  assert.deepEqual(hit('catalogue cat', word('cat')), ['cat'])
  assert.deepEqual(hit('𝒳cat', word('cat')), [])
})

test('a part of a word is found where whole words were not asked for', () => {
  assert.deepEqual(hit('catalogue', word('cat', false)), ['cat'])
})

test('only an edge that is a letter wants to stand free', () => {
  assert.deepEqual(hit('see #spoilers', word('#spoiler')), [])
  assert.deepEqual(hit('see x#spoiler', word('#spoiler')), ['#spoiler'])
  assert.deepEqual(hit('c++11', word('c++')), ['c++'])
})

test('signs that mean something in patterns mean themselves', () => {
  assert.deepEqual(hit('what (a+)+$ is', word('(a+)+$', false)), ['(a+)+$'])
  assert.deepEqual(hit('aaaa', word('(a+)+$', false)), [])
})

test('posts put under a filter match by themselves and by what they boost', () => {
  const rows = [
    { filter: filter(1), keyword: null, wholeWord: null, statusId: 7 },
    { filter: filter(2), keyword: 'cat', wholeWord: true, statusId: 7 },
    { filter: filter(2), keyword: 'cat', wholeWord: true, statusId: 9 },
  ]
  const match = filterMatcher(rows)
  assert.deepEqual(
    match({ ids: [9, 7], text: 'a cat' }).map(({ filter: { id }, keywords, statusIds }) => [id, keywords, statusIds]),
    [
      [1, [], [7]],
      [2, ['cat'], [9, 7]],
    ],
  )
  assert.deepEqual(match({ ids: [8], text: 'a dog' }), [])
})

// SEC:D3
test('500 long keywords and a long post cost milliseconds', () => {
  const rows = Array.from({ length: 500 }, (_, i) => word(`${'a'.repeat(500)}${i}`, i % 2 === 0))
  const started = process.hrtime.bigint()
  filterMatcher(rows)({ ids: [1], text: 'a'.repeat(5000) })
  assert.ok(process.hrtime.bigint() - started < 2_000_000_000n)
})
