import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localMidnight } from '#base/local-midnight.ts'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
const begins = (text: string, zone: string) => new Date(localMidnight(day(text), zone)).toISOString()

test('a day begins when the clock on the wall there says so, in summer, in winter and on the days between', () => {
  assert.equal(begins('2026-07-01', 'Europe/Berlin'), '2026-06-30T22:00:00.000Z')
  assert.equal(begins('2026-12-01', 'Europe/Berlin'), '2026-11-30T23:00:00.000Z')
  assert.equal(begins('2026-03-29', 'Europe/Berlin'), '2026-03-28T23:00:00.000Z')
  assert.equal(begins('2026-03-30', 'Europe/Berlin'), '2026-03-29T22:00:00.000Z')
  assert.equal(begins('2026-10-25', 'Europe/Berlin'), '2026-10-24T22:00:00.000Z')
  assert.equal(begins('2026-10-26', 'Europe/Berlin'), '2026-10-25T23:00:00.000Z')
  assert.equal(begins('2026-01-01', 'Pacific/Kiritimati'), '2025-12-31T10:00:00.000Z')
  assert.equal(begins('2026-01-01', 'America/St_Johns'), '2026-01-01T03:30:00.000Z')
  assert.equal(begins('2026-01-01', 'UTC'), '2026-01-01T00:00:00.000Z')
})
