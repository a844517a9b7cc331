import { setTimeout as sleep } from 'node:timers/promises'
import { steady } from '#base/clock.ts'
import { Bell } from './bell.ts'
import { anyDue, claimDue, type Claimed, releaseClaimed, renewClaimed } from './jobs.queries.ts'
import type { AnyJob } from './jobs.ts'
import { runOne, type JobSite } from './run-one.ts'
import { settle } from './settle.ts'

export interface RunOptions {
  /** Jobs in hand at once. */
  most?: number
  /** Ms after which another may take over a job of a worker that says nothing any more; renewed four times as often. */
  lease?: number
  /** Ms between looks for jobs that other processes added. */
  poll?: number
}

export interface Runner {
  /** Claims nothing more, waits up to `patience` ms (30 s) for what runs, and lets go of the rest at once. */
  stop(patience?: number): Promise<void>
}

/** The worker's loop: woken after each commit of this process that added jobs, otherwise it looks four times a second. */
export function runJobs<S extends JobSite>(site: S, defs: readonly AnyJob<S>[], o: RunOptions = {}): Runner {
  const { most = 8, lease = 20_000, poll = 250 } = o
  const known = new Map(defs.map((def) => [def.name, def]))
  if (known.size !== defs.length) throw new Error('two jobs have the same name')
  const names = [...known.keys()]
  const running = new Map<Claimed, Promise<void>>()
  const resting = new Map<string, number>()
  const bell = new Bell()
  const ended = new AbortController()
  const forget = site.jobs.onAdded(bell.ring)
  let renewedAt = site.clock.now()

  const renew = async () => {
    renewedAt = site.clock.now()
    if (!running.size) return
    const held = [...running.keys()]
    const kept = await site.store.tx((db) => renewClaimed(db, held, renewedAt + lease))
    const lost = held.filter((job) => running.has(job) && !kept.includes(job.id))
    if (lost.length) site.log.warn({ ids: lost.map((job) => job.id) }, 'the lease of running jobs has run out')
  }
  // The outcome is not forgotten because the disk is full at this moment: the lease is renewed until it is written down.
  const settled = async (job: Claimed, outcome: Awaited<ReturnType<typeof runOne>>) => {
    for (let pause = 500; ; pause = Math.min(pause * 2, 30_000)) {
      try {
        return await settle(site, job, outcome)
      } catch (err) {
        site.log.error({ err, job: job.name, id: job.id }, 'the end of a job cannot be written down')
      }
      await sleep(pause, undefined, { signal: ended.signal })
    }
  }
  const start = (job: Claimed) => {
    const run = async () => {
      await settled(job, await runOne(site, known.get(job.name)!, job))
    }
    const { rest } = known.get(job.name)!
    if (rest !== undefined) resting.set(job.name, Infinity)
    const end = () => {
      running.delete(job)
      if (rest !== undefined) resting.set(job.name, steady() + rest)
      bell.ring()
    }
    running.set(job, run().then(end, end))
  }
  const round = async () => {
    // After a jump of the clock our own leases look old; renewed first, they are not claimed a second time.
    if (site.clock.now() - renewedAt > lease / 2) await renew()
    const now = site.clock.now()
    const free = most - running.size
    const awake = names.filter((name) => !((resting.get(name) ?? 0) > steady()))
    if (free <= 0 || !(await anyDue(site.store.read, awake, now))) return
    const claimed = await site.store.tx((db) => claimDue(db, awake, now, now + lease, free))
    for (const job of claimed) start(job)
  }
  const loop = async () => {
    while (!ended.signal.aborted) {
      const calm = await round().then(
        () => poll,
        (err: unknown) => {
          site.log.error({ err }, 'jobs cannot be claimed')
          return 4 * poll
        },
      )
      if (!ended.signal.aborted) await bell.wait(calm)
    }
  }
  const heart = setInterval(() => {
    renew().catch((err: unknown) => site.log.error({ err }, 'leases cannot be renewed'))
  }, lease / 4)
  const looping = loop()

  const stop = async (patience = 30_000) => {
    forget()
    ended.abort()
    bell.ring()
    await looping
    const timer = new AbortController()
    await Promise.race([Promise.all(running.values()), sleep(patience, undefined, { signal: timer.signal }).catch(() => undefined)])
    timer.abort()
    clearInterval(heart)
    const left = [...running.keys()]
    if (left.length)
      await site.store.tx(async (db) => {
        for (const job of left) await releaseClaimed(db, job, site.clock.now())
      })
  }
  return { stop }
}
