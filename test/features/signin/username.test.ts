import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usernameFrom, usernameSeeds } from '#features/signin/username.ts'

/** What the directory says, and the username that it becomes. */
const rows: [string, string][] = [
  ['alice', 'alice'],
  ['Alice', 'alice'],
  ["max.o'brien", 'max_obrien'],
  ['jean-luc', 'jean_luc'],
  ['Jean Luc', 'jean_luc'],
  ['Ø', 'o'],
  ['Jürgen', 'juergen'],
  ['JÜRGEN', 'juergen'],
  ['Ju\u0308rgen', 'juergen'],
  ['Weiß', 'weiss'],
  ['GROẞ', 'gross'],
  ['Ångström', 'angstroem'],
  ['Łukasz', 'lukasz'],
  ['Žofie Černá', 'zofie_cerna'],
  ['İbrahim', 'ibrahim'],
  ['Işık', 'isik'],
  ['Đorđe', 'dorde'],
  ['Þór', 'thor'],
  ['Æsir', 'aesir'],
  ['Cœur', 'coeur'],
  ['François', 'francois'],
  ['Nguyễn', 'nguyen'],
  ['Αλέξανδρος', 'alexandros'],
  ['Юрий Щукин', 'yuriy_shchukin'],
  ['Объедков', 'obedkov'],
  ['Київ', 'kiyiv'],
  ['Његош', 'njegosh'],
  ['ﬁona', 'fiona'],
  ['ａｌｉｃｅ', 'alice'],
  ['a.b..c', 'a_b_c'],
  ['__a__', 'a'],
  ['-.-', ''],
  ['a\tb\nc', 'a_b_c'],
  ['<script>', 'script'],
  ['x'.repeat(64), 'x'.repeat(30)],
  [`${'x'.repeat(29)} y`, 'x'.repeat(29)],
  ['中村 由紀', ''],
  ['عمر', ''],
  ['', ''],
  ['😀', ''],
  ['123', '123'],
  ['a\u202eb', 'ab'],
]

test('a seed becomes a username of a-z, 0-9 and _', () => {
  assert.ok(rows.length >= 40)
  for (const [seed, name] of rows) assert.equal(usernameFrom(seed), name, JSON.stringify(seed))
})

test('the seeds go from the mapped claim over the name to the mail address', () => {
  const claims = { preferred_username: 'Alice.B@corp.test', given_name: 'Alice', family_name: 'Brückner', email: 'a.brueckner@corp.test' }
  assert.deepEqual(usernameSeeds(claims, 'preferred_username'), ['alice_b', 'alice_brueckner', 'a_brueckner'])
  assert.deepEqual(usernameSeeds({ preferred_username: 'a@b@c' }, 'preferred_username'), ['a'])
  assert.deepEqual(
    usernameSeeds({ preferred_username: 7, given_name: '由紀', family_name: '中村', email: 'yuki@corp.test' }, 'preferred_username'),
    ['yuki'],
  )
  assert.deepEqual(usernameSeeds({ sub: 'x' }, 'preferred_username'), [])
})
