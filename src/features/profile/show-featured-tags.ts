import { isoDate } from '#base/clock.ts'
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
