import { isoDate } from '#base/clock.ts'
import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { blocksBetween } from '#features/relationships/relationships.queries.ts'
import { tagUrl } from '#features/statuses/addresses.ts'
import type { Site } from '#platform/site.ts'
import { type FeaturedTag, featuredTagsOf } from './featured-tags.queries.ts'

/** Mastodon's FeaturedTag; `statuses_count` is a string since 4.6. */
export const featuredTagJson = (site: Site, tag: FeaturedTag) => ({
  id: String(tag.id),
  name: tag.display,
  url: tagUrl(site.config.url, tag.name),
  statuses_count: String(tag.uses),
  last_status_at: tag.uses === 0 || tag.lastUsedAt === null ? null : isoDate(tag.lastUsedAt),
})

/** The hashtags that an account features, most used first. */
export const showFeaturedTags = async (site: Site, accountId: number) =>
  (await featuredTagsOf(site.store.read, accountId)).map((tag) => featuredTagJson(site, tag))

/**
 * The same of any account, for who looks at its profile: nothing of one that is suspended or has blocked the viewer, to whom its posts are not
 * there. Throws 404 for an account that is not there.
 */
export async function showFeaturedTagsOf(site: Site, viewer: Pick<Viewer, 'accountId'>, accountId: number) {
  const parts = (await loadAccounts(site.store.read, [accountId])).get(accountId)
  if (!parts) throw notFound('account')
  const { blockedBy } = await blocksBetween(site.store.read, viewer.accountId, [accountId])
  return parts.account.suspendedAt !== null || blockedBy.has(accountId) ? [] : await showFeaturedTags(site, accountId)
}
