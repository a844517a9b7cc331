// `npm run coverage`: runs the contract tests and writes docs/api-coverage.md and docs/security-coverage.md.
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import './dialect.ts'
import { recorded } from './contract/record.ts'
import { securityPage, securityRows } from './security/rows.ts'
import { giveTemplates, makeTemplates } from './template.ts'

const { contractRows, ownRows, refused, rowKey } = await import('./contract/rows.ts')

const folder = mkdtempSync(join(tmpdir(), 'atrium-contract-'))
process.env['ATRIUM_CONTRACT_RECORD'] = folder
writeFileSync(join(folder, 'none.json'), '[]')
const templates = await makeTemplates()
giveTemplates(templates)
let failed = 0
const tests = run({
  files: globSync(['test/api/**/*.test.ts', 'test/contract/**/*.test.ts']).sort(),
  concurrency: 2,
  execArgv: ['--import', './test/dialect.ts'],
})
tests.on('test:fail', (event) => {
  failed++
  console.error(`failed: ${event.name}`)
})
await tests.on('test:pass', () => {}).toArray()
await templates.remove()

const passed = new Set([...recorded(folder)].map((key) => rowKey(...(key.split(' ') as [string, string]))))
rmSync(folder, { recursive: true })
const own = ownRows()
const verdictOf = (method: string, path: string) => {
  const key = rowKey(method, path)
  const why = refused.get(`${method} ${path}`)
  if (why) return `refused on purpose: ${why}`
  return own.get(key) && passed.has(key) ? 'done' : 'not yet'
}
const rows = contractRows().map((row) => ({ ...row, verdict: verdictOf(row.method, row.path) }))
const done = rows.filter((row) => row.verdict === 'done').length
writeFileSync(
  'docs/api-coverage.md',
  [
    '# API coverage',
    '',
    'Made by `npm run coverage` from the area tables. "done" means that a contract test against the real feature passes.',
    '',
    `done ${done} of ${rows.length}`,
    '',
    '| method | path | scope | verdict |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.method} | ${row.path} | ${row.scope} | ${row.verdict} |`),
    '',
  ].join('\n'),
)
writeFileSync('docs/security-coverage.md', securityPage(securityRows()))
console.log(`done ${done} of ${rows.length}`)
process.exitCode = failed ? 1 : 0
