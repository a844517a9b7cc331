// `npm run bench`: measures and prints; asserts nothing about time. An answer other than 2xx fails it.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import '../dialect.ts'
import { migrate } from '#db/migrate.ts'
import { systemClock } from '#base/clock.ts'
import { readConfig } from '#platform/config/config.ts'
import { openSite } from '#processes/site.ts'
import { provide } from '../needs.ts'
import { freePort } from '../postgres.ts'
import { healthy, startProcess } from '../kill/server.ts'
import { testDefaults } from '../test-defaults.ts'
import { seedByVerbs } from './seed-verbs.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'home,status' },
    conc: { type: 'string', default: '16' },
    duration: { type: 'string', default: '10' },
    posts: { type: 'string', default: '5200' },
    authors: { type: 'string', default: '60' },
    'no-install': { type: 'boolean', default: false },
  },
})
await provide(['wrk'], !values['no-install'])

const data = mkdtempSync(join(tmpdir(), 'atrium-bench-'))
const port = await freePort()
const url = `http://localhost:${port}`
const database = `sqlite:${data}/atrium.db`
const env = {
  ATRIUM_URL: url,
  ATRIUM_DATA: data,
  ATRIUM_LISTEN__PORT: String(port),
  ATRIUM_LIMITS__ENABLED: 'false',
  ATRIUM_LOG__LEVEL: 'error',
}

/** Resident and proportional memory of a process, MB. */
function memory(pid: number): { rss: number; pss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)![1]) / 1024)
  return { rss: mb('Rss'), pss: mb('Pss') }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

try {
  await migrate(database, 'migrations', systemClock)
  const site = await openSite(readConfig({ defaults: { ...testDefaults(data, database), url, limits: { enabled: false } } }), 'cli')
  const began = performance.now()
  const seeded = await seedByVerbs(site, { authors: Number(values.authors), posts: Number(values.posts), seed: 1 })
  console.log(`seeded ${values.authors} authors and ${values.posts} posts in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await site.close()
  console.log(`database: ${(statSync(`${data}/atrium.db`).size / 1e6 / (Number(values.posts) / 1000)).toFixed(2)} MB per 1,000 posts`)
  const tokens = join(data, 'authors.json')
  writeFileSync(tokens, JSON.stringify(seeded.authors))

  const starts: number[] = []
  for (let i = 0; i < 3; i++) {
    const before = performance.now()
    const web = startProcess('web', env)
    await healthy(url, web)
    starts.push(Math.round(performance.now() - before))
    await web.kill()
  }
  console.log(`cold start to first answer: ${starts.join(', ')} ms`)

  const web = startProcess('web', env)
  try {
    await healthy(url, web)
    await sleep(3000)
    console.log(`idle memory: ${JSON.stringify(memory(web.child.pid!))} MB`)
    const out = join(data, 'load.json')
    const args = [
      '--base-url',
      url,
      '--token',
      seeded.reader.token,
      '--author-tokens',
      tokens,
      '--only',
      values.only,
      '--conc',
      values.conc,
    ]
    const load = spawn(
      process.execPath,
      ['test/bench/api-load.mjs', ...args, '--duration', values.duration, '--pid', String(web.child.pid), '--out', out],
      { stdio: 'inherit' },
    )
    const code = await new Promise<number | null>((resolve) => void load.once('exit', resolve))
    console.log(`memory after load: ${JSON.stringify(memory(web.child.pid!))} MB`)
    process.exitCode = code === 0 && clean(readFileSync(out, 'utf8')) ? 0 : 1
  } finally {
    await web.kill()
  }
} finally {
  rmSync(data, { recursive: true, force: true })
}

/** Whether the load saw nothing but 2xx. */
function clean(report: string): boolean {
  const errors = [...report.matchAll(/"(?:errors|non2xx|bad)":\s*(\d+)/g)].filter((found) => Number(found[1]) > 0)
  if (errors.length) console.error(`atrium: the load met answers other than 2xx: ${errors.map((found) => found[0]).join(', ')}`)
  return errors.length === 0
}
