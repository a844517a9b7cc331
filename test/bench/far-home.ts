import Sqlite from 'better-sqlite3'
import { systemClock } from '#base/clock.ts'
import { idAt } from '#base/ids.ts'
import { migrate } from '#db/migrate.ts'
import { follow } from '#features/relationships/follow.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { readConfig } from '#platform/config/config.ts'
import { openSite } from '#processes/site.ts'
import { makePerson } from '../people.ts'
import { testDefaults } from '../test-defaults.ts'

const authors = 500

/** Lays so many posts, dealt out over the authors, one each minute; straight into the file, since verbs would take half an hour. */
function layPosts(file: string, accountIds: readonly number[], posts: number): void {
  const db = new Sqlite(file)
  const insert = db.prepare(
    `insert into statuses (id, account_id, audience, listed, text, content, thread_id, created_at) values (?, ?, 'everyone', 1, ?, ?, ?, ?)`,
  )
  const start = systemClock.now() - (posts + 1) * 60_000
  db.transaction(() => {
    for (let i = 0; i < posts; i++) {
      const at = start + i * 60_000
      const id = idAt(at)
      const text = `Post ${i}, as long as people write them on an ordinary day about the release and the garden`
      insert.run(id, accountIds[i % accountIds.length], text, `<p>${text}</p>`, id, at)
    }
  })()
  db.exec('analyze')
  db.close()
}

/** CPU ms of one page of home for somebody who follows 500, among so many posts; nothing is cached between two. */
export async function homeCost(data: string, posts: number): Promise<number> {
  const database = `sqlite:${data}/home-${posts}.db`
  await migrate(database, 'migrations', systemClock)
  const site = await openSite(readConfig({ defaults: { ...testDefaults(data, database), limits: { enabled: false } } }), 'cli')
  const reader = await makePerson(site, 'reader')
  const ids: number[] = []
  for (let i = 0; i < authors; i++) {
    const { accountId } = await makePerson(site, `author${i}`)
    await follow(site, reader, accountId)
    ids.push(accountId)
  }
  layPosts(database.slice('sqlite:'.length), ids, posts)
  const page = async () => {
    const parts = await loadStatusParts(site, site.store.read, (await homeIds(site, reader, { limit: 20 })).ids, reader, canList)
    if (parts.length !== 20) throw new Error(`home among ${posts} posts has ${parts.length} posts`)
    return JSON.stringify(parts.map((one) => statusJson(site, one)))
  }
  for (let i = 0; i < 100; i++) await page()
  const before = process.cpuUsage()
  const rounds = 300
  for (let i = 0; i < rounds; i++) await page()
  const { user, system } = process.cpuUsage(before)
  await site.close()
  return (user + system) / 1000 / rounds
}
