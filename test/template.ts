import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testCluster } from './dialect.ts'
import { postgresAt } from './postgres.ts'

/** A state that a test's copy may come from: a data folder and, on PostgreSQL, a database. */
export interface Template {
  data: string
  database?: string
}

export interface Templates {
  templates: Partial<Record<TemplateName, Template>>
  remove(): Promise<void>
}

/** `empty` is migrated and nothing else; `world` has the demo world in it. */
export type TemplateName = 'empty' | 'world'

const variable = 'ATRIUM_TEST_TEMPLATES'

/** The templates that the runner has made, if this process runs under it. */
export const givenTemplates = (): Templates['templates'] =>
  process.env[variable] ? (JSON.parse(process.env[variable]) as Templates['templates']) : {}

/** Lets the test files, which are child processes, know the templates. */
export const giveTemplates = ({ templates }: Templates) => (process.env[variable] = JSON.stringify(templates))

/**
 * Builds templates. `./dialect.ts` must have been loaded with the
 * cluster's address set.
 */
export async function makeTemplates(names: readonly TemplateName[] = ['empty', 'world']): Promise<Templates> {
  const root = mkdtempSync(join(tmpdir(), 'atrium-template-'))
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const make = async (name: TemplateName): Promise<Template> => {
    const template: Template = cluster ? { data: join(root, name), database: `atrium_${name}` } : { data: join(root, name) }
    mkdirSync(template.data)
    if (template.database) await cluster?.create(template.database)
    const { fillTemplate } = await import('./fill.ts')
    await fillTemplate(name, template)
    return template
  }
  const templates: Templates['templates'] = {}
  for (const name of names) templates[name] = await make(name)
  return {
    templates,
    async remove() {
      rmSync(root, { recursive: true, force: true })
      for (const template of Object.values(templates)) if (template.database) await cluster?.drop(template.database)
    },
  }
}
