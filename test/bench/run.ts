// `npm run bench`: measures and prints the table of targets; asserts nothing about time. An answer other than 2xx fails it.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import '../dialect.ts'
import { provide } from '../needs.ts'
import { freePort } from '../postgres.ts'
import { healthy, startProcess } from '../kill/server.ts'
import { memoryOf, runScript, startHouse } from './machine.ts'
import { faultsOf, type LoadReport, postsOf, rateOf } from './report.ts'
import { tableOf } from './targets.ts'

const { values } = parseArgs({
  options: {
    duration: { type: 'string', default: '10' },
    posts: { type: 'string', default: '5200' },
    authors: { type: 'string', default: '60' },
    far: { type: 'string', default: '1000000' },
    'no-install': { type: 'boolean', default: false },
  },
})
await provide(['wrk'], !values['no-install'])
// Only now: what they import chooses the dialect.
const { makePlayers, seedOverApi, topWithBoosts, topWithPosts } = await import('./seed-api.ts')
const { homeCost } = await import('./far-home.ts')

const data = mkdtempSync(join(tmpdir(), 'atrium-bench-'))
const port = await freePort()
const url = `http://localhost:${port}`
const file = join(data, 'atrium.db')
const env = {
  ATRIUM_URL: url,
  ATRIUM_DATA: data,
  ATRIUM_LISTEN__PORT: String(port),
  ATRIUM_LIMITS__ENABLED: 'false',
  ATRIUM_LOG__LEVEL: 'error',
}
const found = new Map<string, string>()
const faults: string[] = []

async function coldStarts(): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const before = performance.now()
    const web = startProcess('web', env)
    await healthy(url, web)
    times.push(Math.round(performance.now() - before))
    await web.kill()
  }
  return times
}

async function load(only: string, pid: number, reader: string): Promise<LoadReport> {
  const out = join(data, 'load.json')
  const flags = { 'base-url': url, token: reader, 'author-tokens': join(data, 'authors.json'), only, conc: '16', pid: String(pid), out }
  const args = Object.entries({ ...flags, duration: values.duration, warmup: '3' }).flatMap(([name, value]) => [`--${name}`, value])
  await runScript(['test/bench/api-load.mjs', ...args])
  const report = JSON.parse(readFileSync(out, 'utf8')) as LoadReport
  faults.push(...faultsOf(report))
  return report
}

try {
  const players = await makePlayers(data, `sqlite:${file}`, url, Number(values.authors))
  writeFileSync(join(data, 'authors.json'), JSON.stringify(players.authors))
  const empty = statSync(file).size
  let house = await startHouse(env)
  try {
    await healthy(url, house)
    const began = performance.now()
    await seedOverApi(url, data, players, Number(values.posts))
    console.log(`seeded ${values.authors} authors and ${values.posts} posts in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  } finally {
    await house.stop()
  }
  found.set('database', `${((statSync(file).size - empty) / 1e6 / (Number(values.posts) / 1000)).toFixed(2)} MB`)
  found.set('start', `${coldText(await coldStarts())}`)

  house = await startHouse(env)
  try {
    await healthy(url, house)
    await sleep(3000)
    const idle = memoryOf(house.web).pss
    const plain = await topWithPosts(url, players.authors)
    const pid = house.child.pid!
    const reads = await load('home,public,account_statuses,status,instance,webfinger', pid, players.reader.token)
    found.set('home', rateOf(reads, 'home', true))
    for (const name of ['public', 'account_statuses', 'status', 'instance', 'webfinger']) found.set(name, rateOf(reads, name))
    await topWithBoosts(url, players.authors, plain)
    found.set('boosts', rateOf(await load('home', pid, players.reader.token), 'home'))
    const posts = postsOf(await load('post', pid, players.reader.token))
    found.set('posts', posts.rate)
    found.set('cpu', posts.cpu)
    found.set('memory', `${idle} / ${memoryOf(house.web).pss} MB`)
  } finally {
    await house.stop()
  }
  if (Number(values.far) > 0) {
    const [near, far] = [await homeCost(data, 5000), await homeCost(data, Number(values.far))]
    found.set('far', `${(far / near).toFixed(2)} (${near.toFixed(2)} and ${far.toFixed(2)} ms)`)
  }
  console.log(`\n${tableOf(found)}`)
  if (faults.length) console.error(`atrium: the load met answers other than 2xx: ${faults.join(', ')}`)
  process.exitCode = faults.length ? 1 : 0
} finally {
  rmSync(data, { recursive: true, force: true })
}

function coldText(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  return `${(sorted[Math.floor(sorted.length / 2)]! / 1000).toFixed(2)} s (${times.join(', ')} ms)`
}
