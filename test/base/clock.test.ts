import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FixedClock, iso, isoDate, steady, systemClock } from '#base/clock.ts'

test('times on the wire always have milliseconds', () => {
  assert.equal(iso(0), '1970-01-01T00:00:00.000Z')
  assert.equal(isoDate(Date.UTC(2026, 10, 24, 23, 59)), '2026-11-24')
})

test('a fixed clock stands until it is moved, and claims no steady time', () => {
  const clock = new FixedClock(5)
  clock.advance(2)
  assert.equal(clock.now(), 7)
  clock.set(1)
  assert.equal(clock.now(), 1)
  assert.equal('steady' in clock, false)
})

test('the machine answers in whole milliseconds, and steady time never steps back', () => {
  assert.ok(Number.isInteger(systemClock.now()))
  const before = steady()
  assert.ok(systemClock.steady!() >= before)
})
