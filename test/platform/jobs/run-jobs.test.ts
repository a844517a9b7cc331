import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { FixedClock, systemClock } from '#base/clock.ts'
import type { JobDef } from '#platform/jobs/jobs.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { until } from '../../until.ts'
import { foundation, type Part } from '../foundation.ts'

let base: Awaited<ReturnType<typeof foundation>>
before(async () => {
  base = await foundation()
})
after(() => base.close())

const idle = async (part: Part) => (await part.jobs.counts()).every(({ state }) => state === 'dead')
const job = (name: string, run: (n: number, attempt: number) => Promise<void>): JobDef<Part, { n: number }> => ({
  name,
  data: z.strictObject({ n: z.number() }),
  run: (_site, { n }, { attempt }) => run(n, attempt),
})

test('a job that rests is not run again before its rest is over, and others are', async () => {
  const part = base.part(systemClock)
  const ran: string[] = []
  const note = (name: string) => job(name, (n) => Promise.resolve(void ran.push(`${name} ${n}`)))
  const add = (def: JobDef<Part, { n: number }>, n: number) => part.store.tx((db) => part.jobs.add(db, def, { n }))
  const [calm, brisk] = [{ ...note('test.calm'), rest: 3_600_000 }, note('test.brisk')]
  const runner = runJobs(part, [calm, brisk], { poll: 20 })
  await add(calm, 1)
  await until(() => ran.length === 1)
  await add(calm, 2)
  await add(brisk, 3)
  await until(() => ran.length === 2)
  await add(brisk, 4)
  await until(() => ran.length === 3)
  await runner.stop()
  assert.deepEqual(ran, ['test.calm 1', 'test.brisk 3', 'test.brisk 4'])
  const next = runJobs(part, [calm], { poll: 20 })
  await until(() => ran.length === 4)
  await next.stop()
})

test('600 jobs and 4 claimers at once: each runs once, none of a key beside or before another', async () => {
  const parts = [0, 1, 2, 3].map(() => base.part(systemClock))
  const [first] = parts as [Part]
  const seen = new Map<number, number[]>()
  const inHand = new Set<number>()
  const runs = new Map<number, number>()
  const def = job('test.many', async (n) => {
    const key = n % 20
    assert.ok(!inHand.has(key), `two jobs of key ${key} at once`)
    inHand.add(key)
    await sleep(n % 3)
    seen.set(key, [...(seen.get(key) ?? []), n])
    runs.set(n, (runs.get(n) ?? 0) + 1)
    inHand.delete(key)
  })
  const runners = parts.map((part) => runJobs(part, [def], { poll: 20 }))
  for (let n = 0; n < 600; n += 50)
    await first.store.tx(async (db) => {
      for (let i = n; i < n + 50; i++) await first.jobs.add(db, def, { n: i }, { key: String(i % 20) })
    })
  await until(() => runs.size === 600)
  await until(() => idle(first))
  await Promise.all(runners.map((runner) => runner.stop()))
  assert.ok([...runs.values()].every((count) => count === 1))
  for (const order of seen.values())
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
  assert.deepEqual(await first.jobs.counts(), [], 'none failed')
})

test('a job starts at once in the process that added it, and soon in another', async () => {
  const [worker, web] = [base.part(systemClock), base.part(systemClock)]
  let runs = 0
  const def = job('test.wake', async () => void runs++)
  // The next look is later than anybody waits.
  const runner = runJobs(worker, [def], { poll: 3_600_000 })
  await sleep(50)
  await worker.store.tx((db) => worker.jobs.add(db, def, { n: 1 }))
  await until(() => runs === 1)
  await runner.stop()

  const looking = runJobs(worker, [def], { poll: 50 })
  await web.store.tx((db) => web.jobs.add(db, def, { n: 2 }))
  await until(() => runs === 2)
  await looking.stop()
})

test('while a job runs its lease is renewed, so nobody takes it over', async () => {
  const [one, two] = [base.part(systemClock), base.part(systemClock)]
  let runs = 0
  const def = job('test.long', async () => {
    runs++
    await sleep(7000)
  })
  // Two leases and more; a machine that stands still for most of one is none to run on.
  const runners = [one, two].map((part) => runJobs(part, [def], { lease: 3000, poll: 20 }))
  await one.store.tx((db) => one.jobs.add(db, def, { n: 1 }))
  await until(() => idle(one))
  await Promise.all(runners.map((runner) => runner.stop()))
  assert.equal(runs, 1)
})

test('after a jump of the clock a worker does not claim what it has in hand', async () => {
  const clock = new FixedClock(base.clock.now())
  const part = base.part(clock)
  let runs = 0
  const def = job('test.jump', async () => {
    runs++
    await sleep(300)
  })
  const runner = runJobs(part, [def], { poll: 10 })
  await part.store.tx((db) => part.jobs.add(db, def, { n: 1 }))
  await until(() => runs === 1)
  clock.advance(86_400_000)
  await until(() => idle(part))
  await runner.stop()
  assert.equal(runs, 1)
})

test('a stopped worker lets go of what does not end, and another takes it at once', async () => {
  const [one, two] = [base.part(systemClock), base.part(systemClock)]
  const attempts: number[] = []
  const hang = Promise.withResolvers<void>()
  const def = job('test.hang', async (_n, attempt) => {
    attempts.push(attempt)
    if (attempt === 1) await hang.promise
  })
  const runner = runJobs(one, [def])
  await one.store.tx((db) => one.jobs.add(db, def, { n: 1 }))
  await until(() => attempts.length === 1)
  await runner.stop(50)
  const next = runJobs(two, [def], { poll: 20 })
  await until(() => idle(two))
  hang.resolve()
  await next.stop()
  assert.deepEqual(attempts, [1, 2])
  await until(() => /ended after its lease had run out/.test(one.lines.join('')))
})

// SEC:D15
test('a job that kills its process is quarantined after three starts', async () => {
  const part = base.part(systemClock)
  const def = job('test.abort', async () => assert.fail('it ran here'))
  await part.store.tx((db) => part.jobs.add(db, def, { n: 1 }))
  for (let death = 1; death <= 3; death++) {
    const child = spawn(process.execPath, ['--import', './test/dialect.ts', 'test/platform/jobs/abort.ts', base.url], { stdio: 'ignore' })
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(signal ?? code, 'SIGABRT')
  }
  const runner = runJobs(part, [def], { lease: 400, poll: 20 })
  await until(() => idle(part))
  await runner.stop()
  assert.match(part.lines.join(''), /quarantined: the process died 3 times/)
})

test('a database that cannot be written for a while costs no job', async () => {
  const part = base.part(systemClock)
  let down = false
  const store = {
    ...part.store,
    tx: ((work) => (down ? Promise.reject(new Error('disk full')) : part.store.tx(work))) as typeof part.store.tx,
  }
  let runs = 0
  const def = job('test.down', async () => {
    runs++
    down = true
  })
  const runner = runJobs({ ...part, store }, [def], { poll: 20 })
  await part.store.tx((db) => part.jobs.add(db, def, { n: 1 }))
  await until(() => /cannot be written down/.test(part.lines.join('')))
  down = false
  await until(() => idle(part))
  await runner.stop()
  assert.equal(runs, 1)
})
