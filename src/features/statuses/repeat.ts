import { sha256 } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { forgetKey, insertKey, keyRow, moveKey } from './idempotency.queries.ts'
import { forgetKeys, keyLife } from './statuses.jobs.ts'

/** A request that may be sent again: whose (`token:12`, `session:7`) and under which key, as the client chose it. */
export interface Repeat {
  holder: string
  key: string
}

/** A request as its row knows it: `key` is a hash. */
export type RepeatName = Repeat

/** How the row of a request is found. */
export const repeatName = (repeat: Repeat): RepeatName => ({ holder: repeat.holder, key: sha256(repeat.key) })

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
  const name = repeatName(repeat)
  await forgetKey(db, name, now - keyLife)
  if (!(await insertKey(db, { ...name, statusId, createdAt: now }))) return await earlierStatus(site, db, repeat)
  await site.jobs.add(db, forgetKeys, {}, { at: now + keyLife, once: 'all' })
  return undefined
}

/** From now on the request answers status `statusId`, in the transaction that makes it out of what the request made first. */
export const moveRepeat = async (db: Db, name: RepeatName, from: number, statusId: number): Promise<void> =>
  await moveKey(db, name, from, statusId)
