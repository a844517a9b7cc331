import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { notificationCreated } from './notifications.events.ts'
import { insertNotification } from './notifications.queries.ts'

/**
 * Tells everybody whom a status names in its text, once each however often this runs. Nobody is told who may not see it, or who has muted or
 * blocked its author. A status that is gone tells nobody.
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
  const id = site.ids.next()
  const cause = { accountId, type: 'mention' as const, fromAccountId: status.accountId, statusId: status.id }
  if (await insertNotification(db, { id, ...cause, createdAt: site.clock.now() }))
    await site.events.add(db, notificationCreated, { notificationId: id, accountId })
}
