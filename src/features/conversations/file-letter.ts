import type { Db } from '#db/store.ts'
import { weigh } from '#features/notifications/weigh.ts'
import { judge } from '#features/statuses/judge.ts'
import { distinct } from '#features/statuses/lists.ts'
import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'
import { mutedThreadsAmong } from '#features/statuses/thread-mutes.queries.ts'
import type { Site } from '#platform/site.ts'
import { conversationChanged } from './conversations.events.ts'
import { conversationFor, markUnread, putStatus } from './conversations.queries.ts'

/**
 * Puts a post for named people into the conversations of its author and of those whom it is for, once each however often this runs. It comes
 * to nobody who may not be told of it, nor while the receiver's notification policy holds its author back: accepting the request brings it.
 * A post that is gone, or for others than named people, changes nothing.
 */
export async function fileLetter(site: Site, statusId: number): Promise<void> {
  await site.store.tx(async (db) => {
    const status = await lockStatus(db, statusId)
    if (status?.audience !== 'named') return
    const circle = distinct([status.accountId, ...(await mentionsOf(db, [statusId])).map((mention) => mention.accountId)])
    for (const accountId of circle) if (await reaches(site, db, status, accountId)) await file(site, db, status, accountId, circle)
  })
}

async function reaches(site: Site, db: Db, status: Status, accountId: number): Promise<boolean> {
  if (accountId === status.accountId) return true
  const [judged] = await judge(site, db, { accountId }, [status.id])
  if (!judged || !canNotify({ accountId }, judged.status, judged.facts)) return false
  return (await weigh(site, db, { accountId, type: 'mention', fromAccountId: status.accountId, statusId: status.id })) === 'accept'
}

async function file(site: Site, db: Db, status: Status, accountId: number, circle: readonly number[]): Promise<void> {
  const { threadId } = status
  const participants = circle
    .filter((id) => id !== accountId)
    .sort((a, b) => a - b)
    .join(',')
  const conversationId = await conversationFor(db, { id: site.ids.next(), accountId, threadId, participants })
  if (!(await putStatus(db, { conversationId, accountId, statusId: status.id }))) return
  // What one writes oneself is read; a muted thread raises no flag.
  const own = accountId === status.accountId
  if (own || (await mutedThreadsAmong(db, accountId, [threadId])).size === 0) await markUnread(db, accountId, conversationId, !own)
  await site.events.add(db, conversationChanged, { conversationId, accountId })
}
