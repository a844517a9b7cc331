import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { securityPage, securityRows } from './rows.ts'

const rows = securityRows()

test('all 191 rows and B1 to B24 are listed once', () => {
  assert.equal(new Set(rows.map((row) => row.id)).size, 191 + 24)
  assert.equal(rows.length, 191 + 24)
})

test('no row is without a test or a verdict', () => {
  assert.deepEqual(
    rows.filter((row) => !row.tests.length && !row.verdict).map((row) => row.id),
    [],
  )
})

test('a verdict says which part brings the row or why it is not ours', () => {
  assert.deepEqual(
    rows.filter((row) => row.verdict && !/^(?:comes with|not ours:) ./.test(row.verdict)).map((row) => row.id),
    [],
  )
})

test('docs/security-coverage.md is what `npm run coverage` writes today', () => {
  assert.equal(readFileSync('docs/security-coverage.md', 'utf8'), securityPage(rows))
})
