import { and, eq, like, sql } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { idempotencyKeys, statuses, statusMentions } from '#features/statuses/statuses.schema.ts'
import type { Site } from '#platform/site.ts'

const count = sql<number>`count(*)`.mapWith(Number)

/** Every post of the kill loop, every mention of `reader`, and one line for each thing that is there by half. */
export async function halfWritten(site: Site, reader: number) {
  const db = site.store.read
  const posts = await db
    .select({ id: statuses.id, text: statuses.text, accountId: statuses.accountId })
    .from(statuses)
    .where(like(statuses.text, 'post%'))
  const mentions = await db
    .select({ statusId: notifications.statusId })
    .from(notifications)
    .where(and(eq(notifications.accountId, reader), eq(notifications.type, 'mention')))
  const named = new Set(
    (await db.select({ id: statusMentions.statusId }).from(statusMentions).where(eq(statusMentions.accountId, reader))).map(
      (row) => row.id,
    ),
  )
  const keyed = new Set((await db.select({ id: idempotencyKeys.statusId }).from(idempotencyKeys)).map((row) => row.id))
  const counted = await db.select({ id: accounts.id, statusesCount: accounts.statusesCount }).from(accounts)
  const real = new Map(
    (await db.select({ id: statuses.accountId, n: count }).from(statuses).groupBy(statuses.accountId)).map((row) => [row.id, row.n]),
  )
  const authors = new Set(posts.map((post) => post.accountId))
  const faults = [
    ...posts.filter((post) => !named.has(post.id)).map((post) => `post ${post.id} names nobody`),
    ...posts.filter((post) => !keyed.has(post.id)).map((post) => `post ${post.id} has no idempotency key`),
    ...counted
      .filter((row) => authors.has(row.id) && row.statusesCount !== real.get(row.id))
      .map((row) => `account ${row.id} counts ${row.statusesCount} of ${real.get(row.id) ?? 0}`),
  ]
  return { posts, mentions: mentions.map((row) => ({ statusId: row.statusId! })), faults }
}
