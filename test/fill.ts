import { FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { readConfig } from '#platform/config/config.ts'
import { demoDefaults } from '#processes/demo/defaults.ts'
import { makeWorld } from '#processes/demo/world.ts'
import { testCluster } from './dialect.ts'
import { postgresAt } from './postgres.ts'
import { testDefaults, testStart } from './test-defaults.ts'
import type { Template, TemplateName } from './template.ts'

/** Migrates a template's database; the world is as old as when a test begins. */
export async function fillTemplate(name: TemplateName, { data, database }: Template) {
  const url = database && testCluster ? postgresAt(testCluster).url(database) : `sqlite:${data}/atrium.db`
  await migrate(url, 'migrations', new FixedClock(testStart - 3_600_000))
  if (name === 'world') await makeWorld(readConfig({ defaults: { ...demoDefaults([], {}), ...testDefaults(data, url) } }), testStart)
}
