import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import { type KeenFollower, keenFollowers } from '#features/relationships/keen-followers.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'
import type { Site } from '#platform/site.ts'
import { tell } from './tell.ts'

/** Followers told in one transaction. */
const batch = 50

/**
 * Tells the followers who want to hear of each post of its author, once each however often this runs. Nobody is told of what would not stand
 * in their lists, nor who is named in it and told so already.
 */
export async function notifyPost(site: Site, statusId: number): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; await breathe()) after = await tellSome(site, statusId, after)
}

/** Tells the next of them; answers after which follow to go on, undefined at the end. */
const tellSome = async (site: Site, statusId: number, after: number): Promise<number | undefined> =>
  await site.store.tx(async (db) => {
    const status = await lockStatus(db, statusId)
    if (!status) return undefined
    const keen = await keenFollowers(db, status.accountId, { after, limit: batch })
    await tellAll(site, db, status, keen)
    return keen.length < batch ? undefined : keen.at(-1)?.id
  })

async function tellAll(site: Site, db: Db, status: Status, keen: readonly KeenFollower[]): Promise<void> {
  const aloud = (await mentionsOf(db, [status.id])).filter((mention) => !mention.silent).map((mention) => mention.accountId)
  for (const { accountId, languages } of keen) {
    if (aloud.includes(accountId) || (languages && status.language !== null && !languages.includes(status.language))) continue
    const [judged] = await judge(site, db, { accountId }, [status.id])
    if (judged && canList({ accountId }, judged.status, judged.facts))
      await tell(site, db, { accountId, type: 'status', fromAccountId: status.accountId, statusId: status.id }, status.threadId)
  }
}
