import { systemClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { follow } from '#features/relationships/follow.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { readConfig } from '#platform/config/config.ts'
import { openSite } from '#processes/site.ts'
import { makePerson } from '../people.ts'
import { testDefaults } from '../test-defaults.ts'
import { layPosts } from './life/company.ts'

const authors = 500

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
