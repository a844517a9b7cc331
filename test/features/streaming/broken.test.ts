import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filters } from '#features/filters/filters.schema.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { follow } from '#features/relationships/follow.ts'
import { testSite } from '../../site.ts'
import { newViewer, post } from '../statuses/world.ts'
import { listen, quiet } from './listener.ts'

test('one person’s broken data ends that person’s streams and nobody else’s, and does not end them again', async (t) => {
  const own = await testSite()
  const { site } = own
  t.after(() => own.close())
  const author = await newViewer(site, 'author')
  const [sound, broken] = [await newViewer(site, 'sound'), await newViewer(site, 'broken')]
  for (const one of [sound, broken]) await follow(site, one, author.accountId)
  const keywords = [{ keyword: 'hello', wholeWord: false }]
  await createFilter(site, broken, { title: 'Hello', contexts: ['home'], action: 'warn', seconds: 60, keywords })
  // No date: it cannot be written.
  await site.store.tx(async (db) => await db.update(filters).set({ expiresAt: 9e15 }))
  const [good, bad] = [await listen(site, sound), await listen(site, broken)]
  const first = await post(site, author, 'Hello')
  assert.equal(JSON.parse((await good.until(1))[0]!.payload).id, String(first))
  await bad.untilClosed()
  assert.equal(good.closed, false)

  const again = await listen(site, broken, { token: bad.token })
  const second = await post(site, author, 'Good-bye')
  await again.until(1)
  await quiet()
  assert.deepEqual(
    again.heard.map(({ payload }) => (JSON.parse(payload) as { id: string }).id),
    [String(second)],
  )
  assert.equal(again.closed, false)
})
