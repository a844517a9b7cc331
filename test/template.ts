import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testCluster } from './dialect.ts'
import { postgresAt } from './postgres.ts'

/** Where a test's copy comes from: a data folder and, on PostgreSQL, a database of the same world. */
export interface Template {
  data: string
  database?: string
}

const variable = 'ATRIUM_TEST_TEMPLATE'

/** The template that the runner has made, if this process runs under it. */
export const givenTemplate = (): Template | undefined =>
  process.env[variable] ? (JSON.parse(process.env[variable]) as Template) : undefined

/**
 * Builds the template once: a migrated database with the demo world in it. Its place reaches the test files through the
 * environment. `./dialect.ts` must have been loaded with the cluster's address set.
 */
export async function makeTemplate(): Promise<Template & { remove(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'atrium-template-'))
  mkdirSync(data, { recursive: true })
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const template: Template = cluster ? { data, database: 'atrium_template' } : { data }
  if (cluster) await cluster.create('atrium_template')
  const { fillTemplate } = await import('./fill.ts')
  await fillTemplate(template)
  process.env[variable] = JSON.stringify(template)
  return {
    ...template,
    async remove() {
      rmSync(data, { recursive: true, force: true })
      if (cluster) await cluster.drop('atrium_template')
    },
  }
}
