import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import Sqlite from 'better-sqlite3'
import { openWindows } from '#platform/cache/windows.ts'
import { openLog } from '#platform/log/log.ts'

const minute = 60_000
const now = Date.UTC(2026, 10, 24, 8, 2, 3)
const log = openLog({ level: 'fatal' })
const folder = (t: TestContext) => {
  const path = mkdtempSync(join(tmpdir(), 'atrium-windows-'))
  t.after(() => rmSync(path, { recursive: true }))
  return path
}

// SEC:L8
test('a window counts up to its end, which lies on the clock, and then begins anew', (t) => {
  const windows = openWindows(folder(t), log)
  const end = Date.UTC(2026, 10, 24, 8, 5)
  assert.deepEqual(windows.hit('a', 2, 5 * minute, now), { count: 1, remaining: 1, resetAt: end })
  assert.deepEqual(windows.hit('a', 2, 5 * minute, now + 1), { count: 2, remaining: 0, resetAt: end })
  assert.deepEqual(windows.hit('a', 2, 5 * minute, end - 1), { count: 3, remaining: 0, resetAt: end })
  assert.deepEqual(windows.hit('b', 2, 5 * minute, end - 1), { count: 1, remaining: 1, resetAt: end })
  assert.deepEqual(windows.hit('a', 2, 5 * minute, end), { count: 1, remaining: 1, resetAt: end + 5 * minute })
  windows.close()
})

// SEC:L8
test('processes share their counts, and a restart keeps them', (t) => {
  const path = folder(t)
  const [one, two] = [openWindows(path, log), openWindows(path, log)]
  one.hit('signin ada', 9, minute, now)
  assert.equal(two.hit('signin ada', 9, minute, now).count, 2)
  one.close()
  two.close()
  const again = openWindows(path, log)
  assert.equal(again.hit('signin ada', 9, minute, now).count, 3)
  again.close()
})

test('ended windows are forgotten', (t) => {
  const path = folder(t)
  const windows = openWindows(path, log)
  for (let n = 0; n < 50; n++) windows.hit(`bucket ${n}`, 9, minute, now)
  windows.hit('later', 9, minute, now + 2 * minute)
  const file = new Sqlite(join(path, 'limits.db'), { readonly: true })
  assert.equal(file.prepare('select count(*) from hits').pluck().get(), 1)
  file.close()
  windows.close()
})

test('a damaged file is made anew', (t) => {
  const path = folder(t)
  writeFileSync(join(path, 'limits.db'), 'this is no database, and longer than a header of one hundred bytes, '.repeat(20))
  const windows = openWindows(path, log)
  assert.equal(windows.hit('a', 9, minute, now).count, 1)
  windows.close()
})

test('while the file cannot be written a process counts by itself', (t) => {
  const path = folder(t)
  const windows = openWindows(path, log)
  windows.hit('a', 9, minute, now)
  const other = new Sqlite(join(path, 'limits.db'))
  other.exec('begin immediate')
  assert.equal(windows.hit('a', 9, minute, now).count, 1)
  assert.equal(windows.hit('a', 9, minute, now).count, 2)
  other.exec('rollback')
  assert.equal(windows.hit('a', 9, minute, now).count, 2, 'the shared count goes on')
  other.close()
  windows.close()
})

test('a look counts nothing, and sees what others have counted', (t) => {
  const path = folder(t)
  const [one, two] = [openWindows(path, log), openWindows(path, log)]
  assert.deepEqual(two.look('ada', 9, minute, now).count, 0)
  one.hit('ada', 9, minute, now)
  for (let i = 0; i < 3; i++) assert.deepEqual([two.look('ada', 9, minute, now).count, two.look('ada', 9, minute, now).remaining], [1, 8])
  assert.equal(two.look('ada', 9, minute, now + minute).count, 0)
  one.close()
  two.close()
})
