import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byDayPart, dayHeading, dial, localTime } from '#features/statuses/day-parts.ts'
import { firstName, greeting } from '#features/home/greeting.ts'

const now = Date.UTC(2026, 10, 24, 8, 0)
const hour = 3_600_000
const heading = (ms: number) => {
  const { key, day } = dayHeading(ms, now, 'en', 'Europe/Berlin')
  return day ? `${key} ${day}` : key
}

test('the heading is the part of the day where the reader is, told more closely the nearer it is', () => {
  assert.equal(heading(now), 'home.today_morning')
  assert.equal(heading(now - 8.5 * hour), 'home.today_night')
  assert.equal(heading(now - 11 * hour), 'home.yesterday_night')
  assert.equal(heading(now - 20 * hour), 'home.yesterday_afternoon')
  assert.equal(heading(now - 4 * 24 * hour), 'home.day_morning Friday')
  assert.equal(heading(now - 20 * 24 * hour), 'home.day November 4')
  assert.equal(heading(now - 400 * 24 * hour), 'home.day October 20, 2025')
})

test('a post that a clock ahead of ours made stands under today', () => {
  assert.equal(heading(now + 30 * hour), 'home.today_afternoon')
})

test('the wall clock follows the time zone over the change to summer time', () => {
  assert.equal(localTime(Date.UTC(2026, 2, 29, 0, 30), 'Europe/Berlin').hour, 1)
  assert.equal(localTime(Date.UTC(2026, 2, 29, 1, 30), 'Europe/Berlin').hour, 3)
  assert.equal(localTime(Date.UTC(2026, 11, 31, 23, 30), 'Asia/Tokyo').day, Date.UTC(2027, 0, 1) / 86_400_000)
})

test('the sun rises at one end of the dial and sets at the other', () => {
  assert.deepEqual(dial({ day: 0, hour: 6, minute: 0 }), { x: '2.0', y: '15.0', night: false })
  assert.deepEqual(dial({ day: 0, hour: 12, minute: 0 }), { x: '14.0', y: '3.0', night: false })
  assert.deepEqual(dial({ day: 0, hour: 18, minute: 0 }), { x: '26.0', y: '15.0', night: false })
  assert.equal(dial({ day: 0, hour: 3, minute: 0 }).night, true)
})

test('posts stand under their headings in the order they came', () => {
  const posts = [now, now - hour, now - 20 * hour, now - 21 * hour].map((at) => ({ placed_at: at }))
  const groups = byDayPart(posts, now, 'en', 'Europe/Berlin')
  assert.deepEqual(
    groups.map((group) => [group.key, group.posts.length]),
    [
      ['home.today_morning', 2],
      ['home.yesterday_afternoon', 2],
    ],
  )
})

test('the greeting and its sky are those of the hour at the reader', () => {
  assert.deepEqual(greeting(now, 'Europe/Berlin'), { phase: 'morning', greeting: 'home.good_morning' })
  assert.deepEqual(greeting(now, 'Asia/Tokyo'), { phase: 'morning', greeting: 'home.good_afternoon' })
  assert.deepEqual(greeting(now, 'Pacific/Auckland'), { phase: 'dusk', greeting: 'home.good_evening' })
  assert.deepEqual(greeting(now, 'America/Los_Angeles'), { phase: 'night', greeting: 'home.good_night' })
})

test('people are greeted by the first name, and with a title by the whole one', () => {
  assert.equal(firstName('Alice Anders'), 'Alice')
  assert.equal(firstName('Dr. Hannelore Voss'), 'Dr. Hannelore Voss')
  assert.equal(firstName('中村'), '中村')
})
