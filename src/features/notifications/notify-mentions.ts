import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { tell } from './tell.ts'

/**
 * Tells everybody whom a status names in its text, once each however often this runs. Nobody is told who may not see it, or who has muted or
 * blocked its author, or has muted the thread. A status that is gone tells nobody.
 */
export async function notifyMentions(site: Site, statusId: number): Promise<void> {
  await site.store.tx(async (db) => {
    const status = await lockStatus(db, statusId)
    if (!status) return
    for (const mention of await mentionsOf(db, [statusId])) if (!mention.silent) await notify(site, db, status, mention.accountId)
  })
}

async function notify(site: Site, db: Db, status: Status, accountId: number): Promise<void> {
  const [judged] = await judge(site, db, { accountId }, [status.id])
  if (!judged || !canNotify({ accountId }, judged.status, judged.facts)) return
  await tell(site, db, { accountId, type: 'mention', fromAccountId: status.accountId, statusId: status.id }, status.threadId)
}
