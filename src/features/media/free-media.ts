import { randomHex } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import { detachMedia, mediaOf } from './media.queries.ts'

/**
 * Takes the files of retired statuses off them, in the transaction that retires. Each gets a new address at once, so whoever kept the old
 * one sees nothing any more (SEC:M13); unattached, its author may hang it on a redraft.
 */
export async function freeMedia(db: Db, statusIds: readonly number[]): Promise<void> {
  for (const file of await mediaOf(db, statusIds)) await detachMedia(db, file.id, randomHex())
}
