import './dialect.ts'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FixedClock } from '#base/clock.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Site } from '#platform/site.ts'
import { openSite } from '#processes/site.ts'
import { testCluster } from './dialect.ts'
import { closedAtEnd } from './left-open.ts'
import { postgresAt } from './postgres.ts'
import { givenTemplates, makeTemplates, type Template, type TemplateName } from './template.ts'
import { testDefaults, testStart } from './test-defaults.ts'

export { testStart }

export interface TestSite {
  site: Site
  clock: FixedClock
  /** Folder of everything that this site writes. */
  data: string
  /** Address of its database, as a second process would be given it. */
  databaseUrl: string
  /** Idempotent. */
  close(): Promise<void>
}

export interface TestSiteOptions {
  /** Shaped like atrium.toml; laid over the test's defaults. */
  config?: Record<string, unknown>
  /** Start of the fixed clock, ms. */
  at?: number
  /** Begin with the demo world and not with an empty database. */
  world?: boolean
}

let copies = 0
const made = new Map<TemplateName, Promise<Template>>()

/** For a file that is run without the runner: made at the first need, gone with the process. */
async function makeOwn(name: TemplateName): Promise<Template> {
  const { templates } = await makeTemplates([name])
  const template = templates[name]!
  process.once('exit', () => rmSync(dirname(template.data), { recursive: true, force: true }))
  return template
}

const ownTemplate = (name: TemplateName) => made.get(name) ?? made.set(name, makeOwn(name)).get(name)!

/**
 * Opens a site of its own on a fresh copy of a template, in the dialect under test, with a clock that stands.
 * Call `close` in `after`: a file that leaves one open fails.
 */
export async function testSite(o: TestSiteOptions = {}): Promise<TestSite> {
  const from = o.world ? 'world' : 'empty'
  const given = givenTemplates()[from] ?? (await ownTemplate(from))
  const data = mkdtempSync(join(tmpdir(), 'atrium-test-'))
  if (existsSync(given.data)) cpSync(given.data, data, { recursive: true })
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const name = `t_${process.pid}_${copies++}`
  const databaseUrl = cluster ? await cluster.create(name, given.database) : `sqlite:${data}/atrium.db`
  const config = readConfig({ defaults: { ...testDefaults(data, databaseUrl), ...o.config } })
  const clock = new FixedClock(o.at ?? testStart)
  const site = await openSite(config, 'web', { clock })
  const shut = async () => {
    await site.close()
    rmSync(data, { recursive: true, force: true })
    if (cluster) await cluster.drop(name)
  }
  return { site, clock, data, databaseUrl, close: closedAtEnd('a site', shut) }
}
