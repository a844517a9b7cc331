// `npm run coverage`: runs the contract tests and writes docs/api-coverage.md and docs/security-coverage.md.
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import './dialect.ts'
import { recorded } from './contract/record.ts'
import type { ContractRow } from './contract/rows.ts'
import { securityPage, securityRows } from './security/rows.ts'
import { giveTemplates, makeTemplates } from './template.ts'

const { contractRows, lacking, ownRows, refused, rowKey, scopedRows } = await import('./contract/rows.ts')

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

/** `exact GET /api/v1/lists/:id`: what was shown, if it is more than an answer, and of which row. */
const shownOf = (key: string) => {
  const words = key.split(' ')
  return [...words.slice(0, -2), rowKey(...(words.slice(-2) as [string, string]))].join(' ')
}
const passed = new Set([...recorded(folder)].map(shownOf))
rmSync(folder, { recursive: true })
const own = ownRows()
const scoped = scopedRows()
const verdictOf = ({ method, path, paginated }: ContractRow) => {
  const key = rowKey(method, path)
  const why = refused.get(`${method} ${path}`)
  if (why) return `refused on purpose: ${why}`
  if (!own.get(key) || !passed.has(key)) return 'not yet'
  const missing = lacking({ key, scoped: scoped.has(key), paginated: paginated !== 'none' }, passed)
  return missing.length ? `not yet: ${missing.join(', ')}` : 'done'
}
const rows = contractRows().map((row) => ({ ...row, verdict: verdictOf(row) }))
const done = rows.filter((row) => row.verdict === 'done').length
writeFileSync(
  'docs/api-coverage.md',
  [
    '# API coverage',
    '',
    'Made by `npm run coverage` from the area tables. "done" means that contract tests against the real feature have shown: a valid',
    'answer to a token of exactly its scope, a refusal to one without it, and, of a list, a further page by its link.',
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
const unshown = rows.filter((row) => row.verdict.startsWith('not yet: '))
for (const { method, path, verdict } of unshown) console.error(`${method} ${path} ${verdict}`)
process.exitCode = failed || unshown.length ? 1 : 0
