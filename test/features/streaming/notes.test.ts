import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { follow } from '#features/relationships/follow.ts'
import { hubOf } from '#features/streaming/hub.ts'
import { streamPositions } from '#features/streaming/streaming.schema.ts'
import { makePerson } from '../../people.ts'
import { testSite } from '../../site.ts'
import { until } from '../../until.ts'
import { post } from '../statuses/world.ts'
import { type Heard, listen, quiet } from './listener.ts'

test('every two seconds what has moved is noted, in one transaction however many streams it is', async (t) => {
  const own = await testSite()
  const { site } = own
  t.after(() => own.close())
  t.mock.timers.enable({ apis: ['setInterval'] })
  const author = await makePerson(site, 'author')
  const listeners = []
  for (let i = 0; i < 5; i++) {
    const viewer = await makePerson(site, `reader${i}`)
    await follow(site, viewer, author.accountId)
    listeners.push(await listen(site, viewer))
  }
  const idle = await listen(site, author, { channels: ['direct'] })
  await quiet()
  const noted = async () => new Map((await site.store.read.select().from(streamPositions)).map((row) => [row.tokenId, row]))
  await until(async () => (await noted()).size === 6, 'a first subscription is noted at once')
  const tx = t.mock.method(site.store, 'tx')
  t.mock.timers.tick(2000)
  await until(() => tx.mock.callCount() > 0, 'a first round')
  await tx.mock.calls[0]!.result
  const before = await noted()
  await post(site, author, 'Hello')
  for (const listener of listeners) await listener.until(1)
  assert.deepEqual(await noted(), before)

  tx.mock.resetCalls()
  t.mock.timers.tick(2000)
  await until(() => tx.mock.callCount() > 0, 'it is noted')
  const [{ position }] = listeners[0]!.heard as [Heard]
  await until(async () => [...(await noted()).values()].filter((row) => row.position === position).length === 5, 'for all five')
  t.mock.timers.tick(2000)
  await sleep(300)
  assert.equal(tx.mock.callCount(), 1, 'nothing has moved')
  const after = await noted()
  for (const { stream, heard } of listeners) assert.equal(after.get(stream.tokenId)!.position, heard[0]!.position)
  assert.deepEqual(after.get(idle.stream.tokenId), before.get(idle.stream.tokenId))

  own.clock.advance(30_000)
  for (let i = 0; i < 15; i++) t.mock.timers.tick(2000)
  // Or events would outlive its place.
  await until(async () => (await noted()).get(idle.stream.tokenId)!.notedAt >= own.clock.now(), 'a new note of a quiet one')
  t.mock.timers.reset()
})

test('a site that is closed has noted what was left', async (t) => {
  const own = await testSite()
  const { site } = own
  t.after(() => own.close())
  const author = await makePerson(site, 'author')
  const one = await listen(site, author)
  await post(site, author, 'Hello')
  const { position } = (await one.until(1))[0]!
  const notes: unknown[] = []
  const { tx } = site.store
  site.store.tx = async (work) => {
    const done = await tx(work)
    notes.push(await site.store.read.select().from(streamPositions))
    return done
  }
  hubOf(site).remove(one.stream)
  await site.events.stop()
  assert.match(JSON.stringify(notes.at(-1)), new RegExp(`"position":"${position}"`))
  await own.close()
})

test('a slow reader gets what it missed piece by piece, and nobody waits for it', async (t) => {
  const own = await testSite()
  const { site } = own
  t.after(() => own.close())
  const author = await makePerson(site, 'author')
  const first = await listen(site, author)
  await post(site, author, 'Hello')
  const [last] = await first.until(1)
  const ids: number[] = []
  for (let i = 0; i < 30; i++) ids.push(await post(site, author, `Number ${i}`))
  await first.until(31)
  const slow = await listen(site, author, { after: last!.position, clogs: true })
  for (let i = 1; i <= 3; i++) {
    await slow.until(i)
    const quick = await listen(site, author, { after: last!.position })
    await quick.until(30)
    assert.ok(slow.heard.length <= i + 1, 'it was given more than it takes')
    slow.clogged = false
    await sleep(10)
  }
  slow.clogs = false
  slow.clogged = false
  assert.deepEqual(
    (await slow.until(30)).map(({ payload }) => (JSON.parse(payload) as { id: string }).id),
    ids.map(String),
  )
})
