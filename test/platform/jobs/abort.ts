// A process that dies in the middle of a job: node abort.ts DATABASE_URL
import { z } from 'zod'
import { systemClock } from '#base/clock.ts'
import { openStore } from '#db/store.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { openLog } from '#platform/log/log.ts'

const store = openStore({ url: process.argv[2]! })
const site = { store, clock: systemClock, jobs: openJobs(store, systemClock), log: openLog({ level: 'fatal' }) }
runJobs(site, [{ name: 'test.abort', data: z.strictObject({ n: z.number() }), run: async () => process.abort() }], { lease: 400, poll: 20 })
