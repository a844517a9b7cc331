import { idAt } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import { tagUrl } from '#features/statuses/addresses.ts'
import { grouped } from '#features/statuses/lists.ts'
import type { Tag } from '#features/statuses/statuses.schema.ts'
import type { Site } from '#platform/site.ts'
import { featuredTagsAmong } from './featured-tags.queries.ts'
import { followedTagsAmong, type TagDay, tagDays, tagsByIds } from './tags.queries.ts'

const dayLength = 86_400_000
const daysShown = 7

/** A tag with what its wire form needs. */
export interface TagParts {
  /** Null for a tag that nobody has used where everybody may know of it. */
  id: number | null
  name: string
  display: string
  following: boolean
  /** The looker shows it on the profile. */
  featuring: boolean
  days: readonly TagDay[]
}

/** The tags of these ids in their order, as this account looks at them. Four queries for any number. */
export async function loadTags(site: Site, db: Db, accountId: number, ids: readonly number[]): Promise<TagParts[]> {
  const rows = new Map((await tagsByIds(db, ids)).map((tag) => [tag.id, tag]))
  const followed = await followedTagsAmong(db, accountId, ids)
  const featured = await featuredTagsAmong(db, accountId, ids)
  const from = idAt((dayOf(site) - daysShown + 1) * dayLength)
  const days = grouped(await tagDays(db, ids, from), (day) => day.tagId)
  const partsOf = (tag: Tag): TagParts => ({
    ...tag,
    following: followed.has(tag.id),
    featuring: featured.has(tag.id),
    days: days.get(tag.id) ?? [],
  })
  return ids.flatMap((id) => rows.get(id) ?? []).map(partsOf)
}

const dayOf = (site: Site) => Math.floor(site.clock.now() / dayLength)

/** What was posted with a tag in each of the last seven days (UTC), the newest first; `day` counts from 1970-01-01. */
export const historyOf = (site: Site, { days }: Pick<TagParts, 'days'>): Omit<TagDay, 'tagId'>[] =>
  Array.from({ length: daysShown }, (_, ago) => {
    const day = dayOf(site) - ago
    const found = days.find((one) => one.day === day)
    return { day, accounts: found?.accounts ?? 0, uses: found?.uses ?? 0 }
  })

/** Mastodon's Tag: the spelling that was seen first, and its last seven days, the newest first. */
export const tagJson = (site: Site, tag: TagParts) => ({
  id: tag.id === null ? '' : String(tag.id),
  name: tag.display,
  url: tagUrl(site.config.url, tag.name),
  history: historyOf(site, tag).map(({ day, accounts, uses }) => ({
    day: String((day * dayLength) / 1000),
    accounts: String(accounts),
    uses: String(uses),
  })),
  following: tag.following,
  featuring: tag.featuring,
})
