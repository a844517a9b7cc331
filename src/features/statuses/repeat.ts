import { sha256, shortHash } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { insertKey, keyRow, moveKey } from './idempotency.queries.ts'
import { keyLife } from './statuses.jobs.ts'

/** A request that may be sent again: whose (`token:12`, `session:7`) and under which key, as the client chose it. */
export interface Repeat {
  holder: string
  key: string
}

/** How the row of a request is found. Holder and key are hashed together: nobody meets a request of somebody else. */
export const repeatName = (repeat: Repeat): string => shortHash(`${repeat.holder} ${sha256(repeat.key)}`)

/** Id of the status or of the post for later that this request made the first time, within the hour; undefined when there is none. */
export async function earlierStatus(site: Site, db: Db, repeat: Repeat): Promise<number | undefined> {
  const row = await keyRow(db, repeatName(repeat))
  return row && row.createdAt > site.clock.now() - keyLife ? row.statusId : undefined
}

/**
 * Notes, in the transaction that makes status `statusId`, that this request made it. Answers the id of an earlier status instead when there
 * is one: of two parallel requests the second waits here for the first one's commit. A request that fails leaves no trace.
 */
export async function claimRepeat(site: Site, db: Db, repeat: Repeat, statusId: number): Promise<number | undefined> {
  const now = site.clock.now()
  const row = { name: repeatName(repeat), statusId, createdAt: now }
  return (await insertKey(db, row, now - keyLife)) ? undefined : await earlierStatus(site, db, repeat)
}

/** From now on the request answers status `statusId`, in the transaction that makes it out of what the request made first. */
export const moveRepeat = async (db: Db, name: string, from: number, statusId: number): Promise<void> =>
  await moveKey(db, name, from, statusId)
