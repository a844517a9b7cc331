import type { Site } from '#platform/site.ts'
import { deleteOfToken } from './webpush.queries.ts'

/** Ends the subscription of a token; one that it has not is ended already. */
export async function unsubscribe(site: Site, tokenId: number): Promise<void> {
  await site.store.tx(async (db) => await deleteOfToken(db, tokenId))
}
