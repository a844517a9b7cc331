import { randomHex } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { lockMedia, updateMedia } from './media.queries.ts'
import type { Media } from './media.schema.ts'

/**
 * Takes locked files off their post, the one they hang on or the one they wait for. Each gets a new address at once, so whoever kept the old
 * one sees nothing any more (SEC:M13); loose, its author may hang it on another post within a day.
 */
export async function takeOff(site: Site, db: Db, files: readonly Media[]): Promise<void> {
  const loose = { statusId: null, scheduledId: null, position: 0, looseSince: site.clock.now() }
  for (const { id, statusId, formerStatusIds } of files) {
    const former = statusId === null ? formerStatusIds : [...formerStatusIds, statusId]
    await updateMedia(db, id, { ...loose, capability: randomHex(), formerStatusIds: former })
  }
}

/** Takes the files of retired statuses off them, in the transaction that retires. */
export async function freeMedia(site: Site, db: Db, statusIds: readonly number[]): Promise<void> {
  await takeOff(site, db, await lockMedia(db, [], statusIds))
}
