import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { distinct } from '#features/statuses/lists.ts'
import { membersOfMany } from '#features/lists/lists.queries.ts'
import { tagsByIds } from '#features/tags/tags.queries.ts'
import { isFrom } from '#features/timelines/public.policy.ts'
import type { Site } from '#platform/site.ts'
import type { Channel } from './channels.ts'
import { heardOf, type Retired } from './heard-of.ts'
import { fromOf, isOpenFeed, mayStandOpen } from './open-channels.ts'
import type { Ears, Messages } from './stream.ts'

/**
 * What the end of a post means: its id, to those for whom it was, on the channels on which it may have stood. What is never a place for it
 * stays silent; where somebody has since unfollowed its author, an app ignores an id that it does not know.
 */
export async function goneMessages(site: Site, ears: readonly Ears[], gone: Retired): Promise<Messages> {
  const db = site.store.read
  const tags = (await tagsByIds(db, gone.tagIds)).map((tag) => tag.name)
  const place = { listed: gone.listed, isBoost: gone.boostOfId !== null, hasMedia: gone.hadMedia, tags }
  const answersOther = gone.replyToAccountId !== null && gone.replyToAccountId !== gone.accountId
  const listIds = distinct(ears.flatMap(({ channels }) => channels.map(({ listId }) => listId ?? null)))
  const lists = new Set((await membersOfMany(db, listIds, [gone.accountId])).map(({ listId }) => listId))
  const author = (await loadAccounts(db, [gone.accountId])).get(gone.accountId)
  const from = { domain: author?.account.domain ?? null }
  const stood = (channel: Channel) => {
    const { feed, tag, listId } = channel
    if (feed === 'user') return true
    if (feed === 'list') return lists.has(listId ?? 0)
    if (!isOpenFeed(feed) || !isFrom(fromOf(feed), from)) return false
    return mayStandOpen(channel, place) && (tag !== undefined || !answersOther)
  }
  const there = ears
    .map(({ viewer, channels }) => ({ viewer, keys: channels.filter(stood).map(({ key }) => key) }))
    .filter(({ keys }) => keys.length > 0)
  const heard = await heardOf(
    site,
    there.map(({ viewer }) => viewer.accountId),
    gone,
  )
  return new Map(
    there
      .filter(({ viewer }) => heard.has(viewer.accountId))
      .map(({ viewer, keys }) => [viewer.accountId, keys.map((key) => ({ key, event: 'delete', payload: String(gone.statusId) }))]),
  )
}
