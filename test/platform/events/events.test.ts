import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { steady, systemClock } from '#base/clock.ts'
import { comparePositions } from '#base/position.ts'
import { openEvents } from '#platform/events/events.ts'
import { testCluster } from '../../dialect.ts'
import { until } from '../../until.ts'
import { add, happened, numbers, openGround } from './events-scene.ts'

let g: Awaited<ReturnType<typeof openGround>>
before(async () => void (g = await openGround()))
after(() => g.close())

test('an event is heard in every process, in order, and only if its transaction commits', async () => {
  const [one, two] = [await g.open(), await g.open()]
  for (const part of [one, two]) part.events.start()
  await add(one, 1)
  await assert.rejects(
    one.store.tx(async (db) => {
      await one.events.add(db, happened, { n: 99 })
      throw new Error('no')
    }),
  )
  await add(two, 2)
  await until(() => one.heard.length === 2 && two.heard.length === 2)
  assert.deepEqual(
    [numbers(one.heard), numbers(two.heard)],
    [
      [1, 2],
      [1, 2],
    ],
  )
  assert.equal(one.heard[0]?.at, g.base.clock.now())
  assert.equal(one.events.position(), one.heard[1]?.position)
  await assert.rejects(
    one.store.tx((db) => one.events.add(db, happened, { n: 'x' } as never)),
    'its data must fit',
  )
})

test('after catchUp everything is heard that was committed before, wherever it was', async () => {
  const [one, two] = [await g.open(), await g.open()]
  for (let n = 0; n < 50; n++) {
    await add(two, n)
    await one.events.catchUp()
    assert.equal(one.heard.length, n + 1)
  }
})

test('requests that wait at the same time share one look', async () => {
  const [one, two] = [await g.open(), await g.open()]
  await add(two, 1)
  await Promise.all(Array.from({ length: 20 }, () => one.events.catchUp()))
  assert.deepEqual(numbers(one.heard), [1])
})

test('with concurrent writers no event is missed, doubled or out of the order of positions', async () => {
  const reader = await g.open()
  const writers = await Promise.all([1, 2, 3, 4].map(() => g.open()))
  reader.events.start()
  const sent: number[] = []
  await Promise.all(
    writers.flatMap((writer, w) =>
      [0, 1, 2].map(async (lane) => {
        for (let i = 0; i < 60; i++) {
          const n = w * 1000 + lane * 100 + i
          await writer.store.tx(async (db) => {
            await writer.events.add(db, happened, { n })
            // On PostgreSQL transactions now commit in another order than that of their ids.
            if (testCluster) await sleep((n * 7) % 5)
          })
          sent.push(n)
          if (i % 10 === 0) {
            await reader.events.catchUp()
            assert.ok(numbers(reader.heard).includes(n))
          }
        }
      }),
    ),
  )
  await until(() => reader.heard.length >= sent.length)
  assert.deepEqual(
    numbers(reader.heard).toSorted((a, b) => a - b),
    sent.toSorted((a, b) => a - b),
  )
  reader.heard.reduce((before, e) => {
    assert.ok(comparePositions(before.position, e.position) < 0)
    return e
  })
  assert.equal(reader.gaps(), 0)
})

test('a stream resumes behind any position that it has seen', async () => {
  const one = await g.open()
  for (const n of [1, 2, 3]) await add(one, n)
  await one.events.catchUp()
  const missed = await one.events.since(one.heard[0]!.position)
  assert.ok(missed !== 'gap')
  assert.deepEqual(numbers(missed), [2, 3])
  assert.deepEqual(await one.events.since(one.events.position()), [])
})

test('a position that is no longer kept, or not ours, is a gap', async () => {
  const one = await g.open()
  await add(one, 1)
  await one.events.catchUp()
  const old = one.events.position()
  await add(one, 2)
  await one.events.catchUp()
  const newer = one.events.position()
  g.base.clock.advance(600_001)
  assert.ok((await one.events.purge()) > 0)
  assert.equal(await one.events.since(old), 'gap')
  assert.deepEqual(await one.events.since(newer), [], 'the border itself is complete')
  assert.equal(await one.events.since('9007199254740991-9007199254740991'), 'gap')
  assert.equal(await one.events.since('nonsense'), 'gap')
  await add(one, 3)
  const after = await one.events.since(newer)
  assert.ok(after !== 'gap')
  assert.deepEqual(numbers(after), [3], 'ids do not begin again when the table was emptied')
})

test('a process that slept past the purge hears of the gap', async () => {
  const [asleep, awake] = [await g.open(), await g.open()]
  for (let n = 0; n < 600; n += 100)
    await awake.store.tx(async (db) => {
      for (let i = n; i < n + 100; i++) await awake.events.add(db, happened, { n: i })
    })
  g.base.clock.advance(600_001)
  await awake.events.purge()
  await add(awake, 1000)
  await asleep.events.catchUp()
  assert.deepEqual(asleep.missed, [true])
  assert.equal(numbers(asleep.heard).at(-1), 1000)
})

test('who has something to write at the end is waited for', async () => {
  const one = await g.open()
  const done: string[] = []
  one.events.onStop(async () => {
    await sleep(20)
    done.push('written')
  })
  await one.events.stop()
  await one.events.stop()
  assert.deepEqual(done, ['written'])
})

test('a listener that throws harms neither the others nor the tail', async () => {
  const one = await g.open()
  one.events.listen(() => {
    throw new Error('bad listener')
  })
  const later: number[] = []
  const stop = one.events.listen((e) => later.push(...numbers([e])))
  await add(one, 1)
  await one.events.catchUp()
  stop()
  await add(one, 2)
  await one.events.catchUp()
  assert.deepEqual([numbers(one.heard), later], [[1, 2], [1]])
  assert.match(one.lines.join(''), /bad listener/)
})

test('another process hears of an event', async () => {
  const direct = testCluster ? { directUrl: g.base.url } : {}
  const [one, two] = [await g.open(direct), await g.open(direct)]
  for (const part of [one, two]) part.events.start()
  await sleep(300)
  await add(one, 1)
  await until(() => two.heard.length === 1)
})

if (testCluster)
  test('a long transaction holds later events back, but readers go on with empty caches', async () => {
    const [reader, writer] = [await g.open(), await g.open()]
    const hold = Promise.withResolvers<void>()
    const began = Promise.withResolvers<void>()
    const long = writer.store.tx(async (db) => {
      await writer.events.add(db, happened, { n: 1 })
      began.resolve()
      await hold.promise
    })
    await began.promise
    await add(writer, 2)
    const since = steady()
    await reader.events.catchUp()
    assert.ok(steady() - since >= 1000, 'it waited for the transaction')
    assert.deepEqual([reader.heard.length, reader.gaps()], [0, 1])
    await reader.events.catchUp()
    assert.deepEqual(reader.missed, [false], 'for this event it is told once, and nothing is lost')
    hold.resolve()
    await long
    await reader.events.catchUp()
    assert.deepEqual(numbers(reader.heard), [1, 2])
  })

test('time of the purge follows the clock of the machine', async () => {
  const part = g.base.part(systemClock)
  const events = await openEvents(part.store, systemClock, part.log)
  g.opened.push(events)
  await part.store.tx((db) => events.add(db, happened, { n: 1 }))
  await events.purge()
  await part.store.tx((db) => events.add(db, happened, { n: 2 }))
  await events.catchUp()
  assert.equal(await events.purge(), 0, 'what is younger than ten minutes stays')
})
