import type { Db } from '#db/store.ts'
import { boostsAmong } from './boosts.queries.ts'
import { distinct } from './lists.ts'
import { markedAmong } from './marks.queries.ts'
import type { Status } from './statuses.schema.ts'
import { mutedThreadsAmong } from './thread-mutes.queries.ts'

/** What one account has done with a post. A boost shows what was done with what it boosts. */
export interface ViewerFlags {
  favourited: boolean
  boosted: boolean
  bookmarked: boolean
  pinned: boolean
  threadMuted: boolean
}

type Row = Pick<Status, 'id' | 'accountId' | 'threadId' | 'boostOfId'>

/** The flags of these posts by id; what a boost boosts must be among them. One query a flag for any number of posts. */
export async function loadViewerFlags(db: Db, accountId: number, rows: readonly Row[]): Promise<Map<number, ViewerFlags>> {
  const targets = rows.filter((row) => row.boostOfId === null)
  const ids = targets.map((row) => row.id)
  const own = targets.filter((row) => row.accountId === accountId).map((row) => row.id)
  const favourited = await markedAmong(db, 'favourites', accountId, ids)
  const bookmarked = await markedAmong(db, 'bookmarks', accountId, ids)
  const boosted = await boostsAmong(db, accountId, ids)
  const pinned = await markedAmong(db, 'pins', accountId, own)
  const muted = await mutedThreadsAmong(db, accountId, distinct(targets.map((row) => row.threadId)))
  const threadOf = new Map(targets.map((row) => [row.id, row.threadId]))
  return new Map(
    rows.map((row) => {
      const id = row.boostOfId ?? row.id
      const flags = {
        favourited: favourited.has(id),
        boosted: boosted.has(id),
        bookmarked: bookmarked.has(id),
        pinned: pinned.has(id) && row.boostOfId === null,
        threadMuted: muted.has(threadOf.get(id) ?? 0),
      }
      return [row.id, flags]
    }),
  )
}
