import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { accountChanged } from './accounts.events.ts'
import { renameAccount } from './accounts.queries.ts'

/** Gives an account the name that its person bears now, in the caller's transaction; the handle stays. */
export async function changeDisplayName(site: Site, db: Db, accountId: number, displayName: string): Promise<void> {
  if (await renameAccount(db, accountId, { displayName })) await site.events.add(db, accountChanged, { accountId })
}
