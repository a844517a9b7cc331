import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import type { NotificationPolicy } from './notifications.schema.ts'
import { chosenPolicy, savePolicy } from './policies.queries.ts'
import { usualPolicy } from './sender.policy.ts'

/** Changes classes of the viewer's policy; absent ones stay. It holds for what is written from now on. */
export async function changePolicy(site: Site, viewer: Pick<Viewer, 'accountId'>, change: Partial<NotificationPolicy>): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    // Two devices that change different classes at once must not undo each other.
    await lockAccounts(db, [accountId])
    await savePolicy(db, accountId, { ...((await chosenPolicy(db, accountId)) ?? usualPolicy), ...change })
  })
}
