import type { Db } from '#db/store.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import type { Owner } from '#features/holds/owner.ts'
import { freeMedia } from '#features/media/free-media.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import type { Media } from '#features/media/media.schema.ts'
import { dropPolls } from '#features/polls/drop-polls.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import type { Site } from '#platform/site.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { editsOf } from './edits.queries.ts'
import { grouped } from './lists.ts'
import { type Mention, mentionsOf } from './mentions.queries.ts'
import { statusRetired } from './statuses.events.ts'
import { boostDue } from './statuses.jobs.ts'
import type { Status } from './statuses.schema.ts'
import { deleteStatuses, lockStatus, lockStatusesWithBoosts, statusesByIds } from './statuses.queries.ts'
import { type StatusTag, tagsOf } from './tags.queries.ts'

/** How `retire` seals and takes away statuses. */
export const statusOwner: Owner = {
  kind: 'status',

  async subjects(db, id) {
    const status = await lockStatus(db, id)
    if (!status) return undefined
    const author = (await loadAccounts(db, [status.accountId])).get(status.accountId)
    return { personId: author?.account.personId ?? null, accountId: status.accountId, statusId: id }
  },

  async seal(_site, db, id) {
    const [status] = await statusesByIds(db, [id])
    return {
      status,
      edits: await editsOf(db, id),
      mentions: await mentionsOf(db, [id]),
      tags: await tagsOf(db, [id]),
      media: await mediaOf(db, [id]),
      polls: await pollsOf(db, [id]),
    }
  },

  /** Boosts go with what they boost; counters follow in the same transaction (SEC:D11). */
  async remove(site, db, ids) {
    const going = await lockStatusesWithBoosts(db, ids)
    const gone = going.map((status) => status.id)
    const of: Gone['of'] = {
      mentions: grouped(await mentionsOf(db, gone), (mention) => mention.statusId),
      tags: grouped(await tagsOf(db, gone), (tag) => tag.statusId),
      files: grouped(await mediaOf(db, gone), (file) => file.statusId ?? 0),
    }
    for (const status of going) {
      if (status.replyCounted && status.replyToId !== null) await changeStatusCounts(site, db, status.replyToId, { replies: -1 })
      if (status.boostOfId === null || gone.includes(status.boostOfId)) continue
      await changeStatusCounts(site, db, status.boostOfId, { boosts: -1 })
      await site.jobs.add(db, boostDue, { accountId: status.accountId, statusId: status.boostOfId })
    }
    await freeMedia(site, db, gone)
    await dropPolls(site, db, gone)
    await deleteStatuses(db, gone)
    await uncount(
      site,
      db,
      going.filter((status) => status.audience !== 'named'),
    )
    await tell(site, db, { going, of })
  },
}

/** What goes, and by status what hung on it. */
interface Gone {
  going: readonly Status[]
  of: {
    mentions: ReadonlyMap<number, readonly Mention[]>
    tags: ReadonlyMap<number, readonly StatusTag[]>
    files: ReadonlyMap<number, readonly Media[]>
  }
}

/** Always in ascending order of account: two removals must not wait for each other. */
async function uncount(site: Site, db: Db, statuses: readonly Status[]): Promise<void> {
  const byAccount = [...grouped(statuses, (status) => status.accountId)].sort(([a], [b]) => a - b)
  for (const [accountId, list] of byAccount) await changeCounts(db, accountId, { statuses: -list.length })
}

async function tell(site: Site, db: Db, { going, of }: Gone): Promise<void> {
  for (const { id, accountId, audience, followersOfId, groupId, listed, replyToAccountId, boostOfId } of going)
    await site.events.add(db, statusRetired, {
      statusId: id,
      accountId,
      audience,
      followersOfId,
      groupId,
      namedIds: (of.mentions.get(id) ?? []).map((mention) => mention.accountId),
      listed,
      replyToAccountId,
      boostOfId,
      tagIds: (of.tags.get(id) ?? []).map((tag) => tag.tagId),
      hadMedia: of.files.has(id),
    })
}
