import '../dialect.ts'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { openStore, type Store } from '#db/store.ts'
import { type Jobs, openJobs } from '#platform/jobs/jobs.ts'
import { type Log, openLog } from '#platform/log/log.ts'
import { testCluster } from '../dialect.ts'
import { postgresAt } from '../postgres.ts'

export const start = Date.UTC(2026, 10, 24, 8)

/** A process's view of the database: a second one stands for a second process. */
export interface Part {
  store: Store
  clock: Clock
  jobs: Jobs
  log: Log
  lines: string[]
}

/** An empty database with the tables of the first migration alone, in the dialect under test. */
export async function foundation(admin = testCluster) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-platform-'))
  for (const dialect of ['sqlite', 'postgres']) {
    mkdirSync(join(folder, dialect))
    cpSync(`migrations/${dialect}/0001_foundation.sql`, join(folder, dialect, '0001_foundation.sql'))
  }
  const cluster = admin ? postgresAt(admin) : undefined
  const name = `p_${process.pid}_${folder.slice(-6).toLowerCase().replace(/\W/g, '_')}`
  const url = cluster ? await cluster.create(name) : `sqlite:${folder}/atrium.db`
  const clock = new FixedClock(start)
  await migrate(url, folder, clock)
  const parts: Part[] = []
  return {
    url,
    folder,
    clock,
    part(time: Clock = clock): Part {
      const lines: string[] = []
      const store = openStore({ url })
      const log = openLog({ level: 'info', to: { write: (line) => void lines.push(line) } })
      const part = { store, clock: time, jobs: openJobs(store, time), log, lines }
      parts.push(part)
      return part
    },
    async close() {
      for (const { store } of parts) await store.close()
      rmSync(folder, { recursive: true })
      if (cluster) await cluster.drop(name)
    },
  }
}
