import { systemClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { openDataFolder } from '../data-folder.ts'
import { databaseFault } from '../database-fault.ts'
import { migrationsFolder } from '../migrations-folder.ts'
import { prepare } from '../prepare.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'

/** `atrium migrate`: applies what is pending and names it. Several at once do no harm. */
export async function migrateVerb(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  const { data, database } = prepare(call.argv, call.env)
  openDataFolder(data, database.url.startsWith('sqlite:'))
  const url = database.directUrl ?? database.url
  const done = await migrate(url, migrationsFolder, systemClock).catch((e: unknown) => {
    throw databaseFault(e, url)
  })
  for (const name of done) console.log(`applied ${name}`)
  console.log(done.length ? 'The database is up to date.' : 'The database was up to date already.')
  return 0
}
