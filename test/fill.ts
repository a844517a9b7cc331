import { FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { testCluster } from './dialect.ts'
import { postgresAt } from './postgres.ts'
import type { Template } from './template.ts'

/** Migrates the template's database. */
export async function fillTemplate({ data, database }: Template) {
  const url = database && testCluster ? postgresAt(testCluster).url(database) : `sqlite:${data}/atrium.db`
  await migrate(url, 'migrations', new FixedClock(Date.UTC(2026, 10, 24, 7, 0, 0)))
}
