import { globSync, readFileSync } from 'node:fs'

export interface SecurityRow {
  id: string
  rule: string
  /** Tests that cite the row. */
  tests: string[]
  /** `comes with ...` or `not ours: ...`; empty when only a test can be the verdict. */
  verdict: string
}

/** Every row of the threat table with the tests that cite it as `SEC:<id>` in a comment. */
export function securityRows(): SecurityRow[] {
  const cited = new Map<string, string[]>()
  for (const path of globSync('test/**/*.ts').sort()) {
    const text = readFileSync(path, 'utf8')
    const comments = text.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? []
    for (const id of new Set(comments.join('\n').match(/(?<=SEC:)[A-Z]\d+/g) ?? [])) cited.set(id, [...(cited.get(id) ?? []), path])
  }
  const [, ...lines] = readFileSync('test/security/rows.tsv', 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [id, rule, verdict] = line.split('\t') as [string, string, string]
    return { id, rule, tests: cited.get(id) ?? [], verdict }
  })
}

/** docs/security-coverage.md, made from the rows. */
export function securityPage(rows: SecurityRow[]): string {
  const tested = rows.filter((row) => row.tests.length)
  const verdict = (row: SecurityRow) =>
    row.tests.length ? row.tests.map((path) => `[${path.replace('test/', '')}](../${path})`).join(', ') : row.verdict
  return [
    '# Security coverage',
    '',
    'Made by `npm run coverage` from the `SEC:` citations in the tests and `test/security/rows.tsv`.',
    '',
    `${tested.length} of ${rows.length} rows have a test; the others say which part brings it, or why it is not ours.`,
    '',
    '| row | rule | verdict |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.id} | ${row.rule.replaceAll('|', '\\|')} | ${verdict(row)} |`),
    '',
  ].join('\n')
}
