import type { Clock } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import type { Store } from '#db/store.ts'
import type { Log } from '../log/log.ts'
import { backOff } from './back-off.ts'
import type { Claimed } from './jobs.queries.ts'
import type { AnyJob, Jobs } from './jobs.ts'

/** What running jobs needs of a site. */
export interface JobSite {
  store: Store
  clock: Clock
  jobs: Jobs
  log: Log
}

export type Outcome = { kind: 'done' } | { kind: 'again'; at: number; error: unknown } | { kind: 'dead'; error: unknown }

/** A job during whose runs the process has died this often is not run again (SEC:D15). */
const deadly = 3
const attemptsOf = (def: { attempts?: number }) => def.attempts ?? 10

/**
 * Runs one claimed job and says what becomes of it. Never throws. A Refusal is final, as trying again would be refused again; not so
 * one that says "later" (429, 5xx: the database is full, a peer is down).
 */
export async function runOne<S extends JobSite>(site: S, def: AnyJob<S>, job: Claimed): Promise<Outcome> {
  if (job.deaths >= deadly) return { kind: 'dead', error: new Error(`quarantined: the process died ${job.deaths} times while it ran`) }
  const data = def.data.safeParse(job.data)
  if (!data.success) return { kind: 'dead', error: new Error(`its data does not fit: ${data.error.message}`) }
  try {
    await def.run(site, data.data, { id: job.id, attempt: job.attempts })
    return { kind: 'done' }
  } catch (error) {
    const later = !(error instanceof Refusal) || error.status >= 500 || error.status === 429
    if (!later || job.attempts >= attemptsOf(def)) return { kind: 'dead', error }
    const asked = error instanceof Refusal ? (error.options.retryAfter ?? 0) * 1000 : 0
    return { kind: 'again', at: site.clock.now() + Math.max(asked, backOff(job.attempts)), error }
  }
}
