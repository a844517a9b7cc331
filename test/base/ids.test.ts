import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { idAt, Minter, msOf, randomHex, randomInt, randomToken, sha256 } from '#base/ids.ts'

const start = Date.UTC(2026, 10, 24)
const minter = (clock: FixedClock, ceiling = start + 3000) => new Minter(clock, { slot: 3, floor: start, ceiling })

test('an id is its millisecond, slot and counter, and stays a safe integer until 2109', () => {
  assert.equal(idAt(start), start * 2048)
  assert.equal(idAt(start, 15, 127), start * 2048 + 2047)
  assert.equal(msOf(idAt(start, 15, 127)), start)
  assert.ok(Number.isSafeInteger(idAt(Date.UTC(2109, 0, 1), 15, 127)))
  assert.equal(String(idAt(start)).length, 16)
})

test('ids of one process rise, also beyond 128 in a millisecond', () => {
  const ids = minter(new FixedClock(start))
  const made = Array.from({ length: 1000 }, () => ids.next())
  assert.deepEqual(
    made,
    [...new Set(made)].sort((a, b) => a - b),
  )
  assert.equal(msOf(made[127]!), start)
  assert.equal(msOf(made[128]!), start + 1)
  assert.ok(made.every((id) => Math.floor(id / 128) % 16 === 3))
})

test('a clock that steps back never repeats an id', () => {
  const clock = new FixedClock(start + 1000)
  const ids = minter(clock)
  const before = ids.next()
  clock.set(start - 86_400_000)
  const after = Array.from({ length: 300 }, () => ids.next())
  assert.ok(after.every((id, i) => id > (after[i - 1] ?? before)))
})

test('no id lies below the floor of the lease', () => {
  assert.equal(msOf(minter(new FixedClock(start - 5000)).next()), start)
})

test('no id lies above the ceiling, whatever the clock says, and then there are none', () => {
  const clock = new FixedClock(start)
  const ids = minter(clock, start + 10)
  clock.advance(60_000)
  const made = Array.from({ length: 128 }, () => ids.next())
  assert.ok(made.every((id) => msOf(id) === start + 10))
  assert.throws(() => ids.next(), /no ids are left/)
  ids.extend(start + 70_000)
  assert.equal(msOf(ids.next()), start + 60_000)
})

test('what is left of a lease shrinks with the clock and with the ids used early', () => {
  const clock = new FixedClock(start)
  const ids = minter(clock)
  assert.equal(ids.left, 3000)
  clock.advance(1000)
  assert.equal(ids.left, 2000)
  for (let i = 0; i < 129; i++) ids.next()
  assert.equal(ids.left, 1999)
  clock.set(start - 10_000)
  assert.equal(ids.left, 1999)
})

test('a ceiling is never lowered', () => {
  const ids = minter(new FixedClock(start))
  ids.extend(start + 1)
  assert.equal(ids.left, 3000)
})

test('tokens are random and of the asked size, and only their hash is predictable', () => {
  assert.match(randomToken(), /^[\w-]{43}$/)
  assert.match(randomHex(), /^[0-9a-f]{32}$/)
  assert.notEqual(randomToken(), randomToken())
  assert.ok(Array.from({ length: 100 }, () => randomInt(3)).every((n) => n >= 0 && n < 3))
  assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
