import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPage, type ListWish, wishedPage } from '#base/list-page.ts'

/** Ids 1 to `most`, asked as the pages ask. */
function walk(most: number, wish: ListWish) {
  const { limit, maxId, minId } = wishedPage(wish)
  const all = Array.from({ length: most }, (_, i) => most - i)
  const found =
    minId === undefined ? all.filter((id) => id < (maxId ?? Infinity)).slice(0, limit) : all.filter((id) => id > minId).slice(-limit)
  return listPage('/home', wish, found)
}

test('the newest page leads to older ones only while there are some', () => {
  assert.deepEqual(walk(3, {}), { ids: [3, 2, 1], older: '', newer: '', first: true })
  assert.equal(walk(20, {}).older, '')
  const full = walk(50, {})
  assert.equal(full.ids.length, 20)
  assert.equal(full.older, '/home?max_id=31')
  assert.equal(full.newer, '')
})

test('every post is met once on the way down and once on the way up', () => {
  const down: number[] = []
  let page = walk(50, {})
  for (;;) {
    down.push(...page.ids)
    if (!page.older) break
    page = walk(50, { max_id: Number(page.older.split('=')[1]) })
  }
  assert.deepEqual(
    down,
    Array.from({ length: 50 }, (_, i) => 50 - i),
  )
  const up: number[] = []
  while (!page.first) {
    page = walk(50, { min_id: Number(page.newer.split('=')[1]) })
    up.unshift(...page.ids)
  }
  assert.deepEqual(
    up,
    Array.from({ length: 40 }, (_, i) => 50 - i),
  )
})

test('an empty page below the last post leads back up, and an empty list nowhere', () => {
  assert.deepEqual(walk(5, { max_id: 1 }), { ids: [], older: '', newer: '/home?min_id=1', first: false })
  assert.deepEqual(walk(0, {}), { ids: [], older: '', newer: '', first: true })
})
