import './dialect.ts'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FixedClock } from '#base/clock.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Site } from '#platform/site.ts'
import { openSite } from '#processes/site.ts'
import { testCluster } from './dialect.ts'
import { postgresAt } from './postgres.ts'
import { givenTemplate, makeTemplate, type Template } from './template.ts'

/** A Tuesday morning: when every test begins, unless it says otherwise. */
export const testStart = Date.UTC(2026, 10, 24, 8, 0, 0)

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
}

let copies = 0
let made: Promise<Template> | undefined

/** For a file that is run without the runner: made at the first need, gone with the process. */
const ownTemplate = () =>
  (made ??= makeTemplate().then((template) => {
    process.once('exit', () => rmSync(template.data, { recursive: true, force: true }))
    return template
  }))

/**
 * Opens a site of its own on a fresh copy of the migrated world, in the dialect under test, with a clock that stands.
 * Call `close` in `after`: an open handle hangs the run.
 */
export async function testSite(o: TestSiteOptions = {}): Promise<TestSite> {
  const given = givenTemplate() ?? (await ownTemplate())
  const data = mkdtempSync(join(tmpdir(), 'atrium-test-'))
  if (existsSync(given.data)) cpSync(given.data, data, { recursive: true })
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const name = `t_${process.pid}_${copies++}`
  const databaseUrl = cluster ? await cluster.create(name, given.database) : `sqlite:${data}/atrium.db`
  const config = readConfig({ defaults: { ...testDefaults(data, databaseUrl), ...o.config } })
  const clock = new FixedClock(o.at ?? testStart)
  const site = await openSite(config, 'web', { clock })
  let closed: Promise<void> | undefined
  const shut = async () => {
    await site.close()
    rmSync(data, { recursive: true, force: true })
    if (cluster) await cluster.drop(name)
  }
  return { site, clock, data, databaseUrl, close: () => (closed ??= shut()) }
}

/** What every test site is configured with, shaped like atrium.toml. */
export const testDefaults = (data: string, databaseUrl: string): Record<string, unknown> => ({
  url: 'http://localhost:3000',
  data,
  listen: { host: '127.0.0.1', port: 0 },
  database: { url: databaseUrl },
  log: { level: 'fatal' },
})
