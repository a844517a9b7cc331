import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { pageRows, unvisited } from './walk/legs.ts'
import { pairwise } from './walk/pairwise.ts'
import { factors, pairedSettings } from './walk/settings.ts'
import { slipsIn } from './walk/words.ts'

suite('what the walk is made of', () => {
  test('each pair of values of two settings stands in one of few settings', () => {
    const names = Object.keys(factors) as (keyof typeof factors)[]
    const all = names.reduce((product, name) => product * factors[name].length, 1)
    assert.ok(pairedSettings.length <= all / 10, `${pairedSettings.length} of ${all}`)
    for (const a of names)
      for (const b of names.filter((name) => name !== a))
        for (const x of factors[a])
          for (const y of factors[b])
            assert.ok(
              pairedSettings.some((one) => one[a] === x && one[b] === y),
              `${a} ${JSON.stringify(x)} with ${b} ${JSON.stringify(y)}`,
            )
  })

  test('pairs of nothing but two values need as many rows as there are pairs', () => {
    assert.equal(pairwise({ a: [1, 2, 3], b: ['x', 'y'] }).length, 6)
  })

  test('a page that nobody has given an address is found, and an address of no page', () => {
    const rows = pageRows()
    assert.ok(rows.length > 60)
    assert.deepEqual(unvisited({ '/a': [{ path: '/a' }], '/gone': [{ path: '/gone' }], '/b': [] }, [{ path: '/a' }, { path: '/b' }]), [
      'no address for /b',
      'no page /gone',
    ])
  })

  test('words that nobody wrote for a reader are found, and words that somebody did are not', () => {
    const bad = ['Hello undefined', 'NaN posts', '[object Object]', 'Since Invalid Date', 'Hello {name}', 'home.title', '/people/null/mute']
    for (const text of bad) assert.equal(slipsIn([text]).length, 1, text)
    assert.deepEqual(slipsIn(['Nullable fields are undefinable.', 'Read wiki.example and home.page at 8.30']), [])
  })
})
