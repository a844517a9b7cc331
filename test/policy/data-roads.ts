import { ownTable } from '#features/archives/own-tables.ts'
import { insertMark } from '#features/statuses/marks.queries.ts'
import type { Road } from './roads.ts'

/** The table of bookmarks that somebody takes along, the post among it: the row is put in by hand, as if the post had been seen once. */
const bookmarksTable: Road = {
  name: 'bookmarks.csv of one’s own data',
  kind: 'address',
  async look({ web: { site }, people, posts }, looker, post) {
    if (looker === 'anonymous') return 401
    if (looker === 'app') return 422
    if (looker === 'disabled') return 403
    const row = { accountId: people[looker].accountId, statusId: posts[post], createdAt: site.clock.now() }
    if (post !== 'retired') await site.store.tx(async (db) => void (await insertMark(db, 'bookmarks', { id: site.ids.next(), ...row })))
    const table = await ownTable(site, people[looker], 'bookmarks')
    return table.includes(`/statuses/${posts[post]}\n`) ? 'seen' : 'hidden'
  },
}

/** By which a post gets out as what people take along. */
export const dataRoads: readonly Road[] = [bookmarksTable]
