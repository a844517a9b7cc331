import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { unexplainedColumns } from './architecture/columns.ts'
import { doorRules } from './architecture/doors.ts'
import { importRules } from './architecture/imports.ts'
import { shapeRules } from './architecture/shape.ts'
import { readTree } from './architecture/tree.ts'

const tree = readTree()

for (const rule of [...importRules, ...doorRules, ...shapeRules]) {
  test(rule.name, () => assert.deepEqual(rule.check(tree), []))
  test(`planted: ${rule.name}`, () => {
    const before = new Set(rule.check(tree))
    const found = rule.check(new Map([...tree, ...rule.planted])).filter((fault) => !before.has(fault))
    assert.ok(found.length >= (rule.faults ?? 1), `only found: ${found.join('\n')}`)
  })
}

test('every free text of a table about people has a purpose and a retention, or says nothing about them', async () => {
  const schema = (await import('#schema.ts')) as Record<string, unknown>
  assert.ok(Object.keys(schema).length > 20)
  assert.deepEqual(unexplainedColumns(schema), [])
})

test('planted: a personal column without purpose and retention, however its table is written', async () => {
  const { kit } = await import('#db/kit.ts')
  const { table, str, json, oneOf, personal, technical } = kit
  const text = () => str().notNull()
  const planted = table('people', {
    shoeSize: text(),
    tastes: json<string[]>(),
    hobby: personal(str(), { purpose: '', retention: '' }),
    phone: personal(str(), { purpose: 'calling back', retention: 'until the person is erased' }),
    hash: technical(str()),
    state: oneOf(['here', 'gone']),
  })
  assert.deepEqual(unexplainedColumns({ planted }), ['people.shoeSize', 'people.tastes', 'people.hobby'])
})

suite('the linter', () => {
  const lint = async (path: string, text: string) => {
    const copy = mkdtempSync(join(tmpdir(), 'atrium-planted-'))
    try {
      for (const name of ['src', 'package.json', 'tsconfig.json', '.oxlintrc.json']) cpSync(name, join(copy, name), { recursive: true })
      symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
      writeFileSync(join(copy, path), text)
      const run = promisify(execFile)(resolve('node_modules/.bin/oxlint'), ['--type-aware', '--format=unix', path], { cwd: copy })
      return await run.then(
        () => '',
        (fault: { stdout: string }) => fault.stdout,
      )
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }

  test('planted: an insert that is not awaited never runs, so the linter refuses it', async () => {
    const insert = (word: string) =>
      `import { jobs } from '#platform/jobs/jobs.schema.ts'\nimport type { Db } from '#db/store.ts'\nexport async function plant(db: Db) {\n  ${word}db.insert(jobs).values({ name: 'x', data: '{}' } as never)\n}\n`
    assert.match(await lint('src/platform/jobs/planted.queries.ts', insert('')), /no-floating-promises/)
    assert.doesNotMatch(await lint('src/platform/jobs/planted.queries.ts', insert('await ')), /no-floating-promises/)
  })

  test('planted: a default export is refused', async () => {
    assert.match(await lint('src/base/planted.ts', 'export default 1\n'), /no-default-export/)
  })
})
