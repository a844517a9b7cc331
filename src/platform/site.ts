import type { Clock } from '#base/clock.ts'
import type { Ids } from '#base/ids.ts'
import type { Store } from '#db/store.ts'
import type { Windows } from './cache/windows.ts'
import type { Config } from './config/config.ts'
import type { Events } from './events/events.ts'
import type { Fetch } from './fetch/fetch.ts'
import type { JobDef, Jobs } from './jobs/jobs.ts'
import type { Log } from './log/log.ts'
import type { Mail } from './mail/mail.ts'
import type { Oidc } from './oidc/oidc.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Storage } from './storage/storage.ts'
import type { Words } from './words/words.ts'

/** Everything that a verb may need of the outside, built once by a process and handed on. */
export interface Site {
  config: Config
  log: Log
  clock: Clock
  ids: Ids
  store: Store
  secrets: Secrets
  jobs: Jobs
  events: Events
  storage: Storage
  mail: Mail
  fetch: Fetch
  oidc: Oidc
  windows: Windows
  /** Every sentence that people read: pages, answers, and what is sent to them. */
  words: Words
}

/** Names a job and what it does; the processes collect these from every feature's `*.jobs.ts`. */
export const defineJob = <D>(job: JobDef<Site, D>): JobDef<Site, D> => job
