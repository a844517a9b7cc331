// The test runner behind `npm test`, `npm run test:postgres` and `npm run test:quick`.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { inspect, parseArgs } from 'node:util'
import { type Need, provide } from './needs.ts'
import { startPostgres } from './postgres.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { postgres: { type: 'boolean' }, quick: { type: 'boolean' }, 'no-install': { type: 'boolean' }, only: { type: 'string' } },
})

// The inner loop runs in one process: most of a file's time is the start of its own.
const quick = ['base', 'db', 'http', 'features'].map((floor) => `test/${floor}/**/*.test.ts`)
const wanted = positionals.length ? positionals : flags.quick ? quick : ['test/**/*.test.ts']
const files = globSync(wanted, { exclude: ['test/proof/**'] }).sort()
if (!files.length) {
  console.error(`atrium: no test file matches ${wanted.join(' ')}`)
  process.exit(2)
}

const install = !flags['no-install']
const needs: Need[] = ['openssl']
if (!flags.quick && !positionals.length) needs.push('chromium')
if (files.some((file) => file.startsWith('test/clients/'))) needs.push('python3-mastodon', 'toot')
await provide(flags.postgres ? [...needs, 'postgresql'] : needs, install)
const cluster = flags.postgres ? await startPostgres() : undefined
if (cluster) process.env['ATRIUM_TEST_DATABASE'] = cluster.url()

// Only now: what it imports chooses the dialect from the address above.
const { giveTemplates, makeTemplates } = await import('./template.ts')
const templates = await makeTemplates()
giveTemplates(templates)

let passed = 0
// Each that failed, with its file and its first lines: the record of a run keeps only the end of what it printed.
const failures: string[] = []
const failed = (name: string, file: string | undefined, what: unknown) => {
  const from = file ? ` (${relative(process.cwd(), file)})` : ''
  failures.push(`${name}${from}\n${inspect(what, { depth: 3 }).split('\n').slice(0, 30).join('\n')}`)
}
// A skipped test proves nothing: it counts as failed, so that none is skipped in silence.
const stream = run({
  files,
  ...(flags.quick ? { isolation: 'none' as const } : { concurrency: Math.min(2, availableParallelism()) }),
  timeout: 900_000,
  execArgv: ['--import', './test/dialect.ts'],
  ...(flags.only ? { testNamePatterns: [flags.only] } : {}),
})
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return
  if (event.skip !== undefined || event.todo !== undefined) failed(event.name, event.file, 'was skipped')
  else passed++
})
// A suite fails with its tests, which are counted; one that fails by itself, in a hook, counts too.
stream.on('test:fail', ({ details, file, name }) => {
  const error = details.error as Error & { failureType?: string }
  if (details.type !== 'suite' || error.failureType !== 'subtestsFailed') failed(name, file, error.cause ?? error)
})
await new Promise<void>((resolve, reject) => {
  stream.once('end', resolve)
  stream.once('error', reject)
  stream.compose(new spec()).pipe(process.stdout)
})
await templates.remove()
await cluster?.stop()

const sum = { passed, failed: failures.length }
const engine = flags.postgres ? 'postgres' : 'sqlite'
const whole = !flags.quick && !positionals.length && !flags.only
const least = whole ? (JSON.parse(readFileSync('test/minimum.json', 'utf8')) as Record<string, number>)[engine]! : 1
if (whole) {
  mkdirSync('.cache', { recursive: true })
  writeFileSync(`.cache/tests-${engine}.json`, JSON.stringify(sum))
  writeFileSync(`.cache/failures-${engine}.txt`, failures.map((failure) => `${engine}: ${failure}\n\n`).join(''))
}
if (sum.passed < least) console.error(`atrium: only ${sum.passed} tests passed on ${engine}; test/minimum.json demands ${least}`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed || sum.passed < least ? 1 : 0
