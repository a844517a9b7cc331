import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faceView, initials } from '#features/accounts/accounts.html.ts'

test('a face without a picture shows the first letters of the first and the last name', () => {
  assert.equal(initials('Alice Anders'), 'AA')
  assert.equal(initials('Dr. Hannelore van der Voss'), 'HV')
  assert.equal(initials('(Ken) Satō'), 'KS')
  assert.equal(initials('élodie'), 'É')
  assert.equal(initials('Zoë 👩‍🚀 Quinn'), 'ZQ')
})

test('of a script without capitals one letter stands, since two would read as a word', () => {
  assert.equal(initials('中村 由紀'), '中')
  assert.equal(initials('عمر الخطيب'), 'ع')
})

test('a name without letters falls back to the handle', () => {
  assert.equal(faceView('🙂', 'smile').initials, 'S')
  assert.equal(faceView('', 'dora').initials, 'D')
})

test('one person has one ground, and the grounds are eight', () => {
  assert.deepEqual(faceView('Alice', 'alice'), faceView('Alice', 'alice'))
  const tints = new Set(Array.from({ length: 200 }, (_, i) => faceView('X', `person${i}`).tint))
  assert.deepEqual(
    [...tints].toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7],
  )
})
