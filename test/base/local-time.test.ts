import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTimeZone, momentsAt, wallClock } from '#base/local-time.ts'

const iso = (moments: number[] | undefined) => moments?.map((ms) => new Date(ms).toISOString().slice(0, 16))

test('a time on the wall is the moment at which a clock there shows it', () => {
  assert.deepEqual(iso(momentsAt('2026-11-26T09:30', 'Europe/Berlin')), ['2026-11-26T08:30'])
  assert.deepEqual(iso(momentsAt('2026-07-26T09:30', 'Europe/Berlin')), ['2026-07-26T07:30'])
  assert.deepEqual(iso(momentsAt('2026-11-26T00:15', 'Asia/Kathmandu')), ['2026-11-25T18:30'])
  assert.deepEqual(iso(momentsAt('2026-11-26 9:30', 'Pacific/Kiritimati')), ['2026-11-25T19:30'])
})

test('a time that is left out in spring is none, one that is set back in autumn is two', () => {
  assert.deepEqual(iso(momentsAt('2027-03-28T02:30', 'Europe/Berlin')), [])
  assert.deepEqual(iso(momentsAt('2027-03-28T03:00', 'Europe/Berlin')), ['2027-03-28T01:00'])
  assert.deepEqual(iso(momentsAt('2027-10-31T02:30', 'Europe/Berlin')), ['2027-10-31T00:30', '2027-10-31T01:30'])
  assert.deepEqual(iso(momentsAt('2027-10-31T03:00', 'Europe/Berlin')), ['2027-10-31T02:00'])
  // Half an hour, at another time of the day, in the other half of the year.
  assert.deepEqual(iso(momentsAt('2027-10-03T02:15', 'Australia/Lord_Howe')), [])
  assert.deepEqual(iso(momentsAt('2027-04-04T01:45', 'Australia/Lord_Howe')), ['2027-04-03T14:45', '2027-04-03T15:15'])
})

test('what is no day and time is told from a time that is left out', () => {
  for (const text of ['', 'tomorrow', '2026-11-26', '2026-02-31T10:00', '2026-11-26T25:00', '26.11.2026 10:00', '2026-11-26T10:00Z'])
    assert.equal(momentsAt(text, 'Europe/Berlin'), undefined, text)
})

test('what the wall shows leads back to the moment, and half seconds do not matter', () => {
  for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Asia/Tokyo', 'UTC'])
    for (const at of [Date.UTC(2026, 10, 26, 8, 30), Date.UTC(2027, 6, 1, 23, 59)])
      assert.ok(momentsAt(wallClock(at + 512, zone), zone)?.includes(at), zone)
})

test('names of zones', () => {
  assert.deepEqual(['Europe/Berlin', 'UTC', '', 'Mars/Base', '<b>'].map(isTimeZone), [true, true, false, false, false])
})
