import type { Page } from '#base/paging.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import { judge } from '#features/statuses/judge.ts'
import type { Looker } from '#features/statuses/statuses.policy.ts'
import { tagsByNames } from '#features/tags/tags.queries.ts'
import type { Site } from '#platform/site.ts'
import { fillPage } from './fill-page.ts'
import { inOpen, isFrom } from './public.policy.ts'
import type { OpenWish } from './public-ids.ts'
import { taggedStatusIds } from './public-ids.queries.ts'

/** Names of tags as typed: posts with one of `any`, with each of `all`, with none of `none`. */
export interface TagWish extends OpenWish {
  any: readonly string[]
  all: readonly string[]
  none: readonly string[]
}

/** Names that count in each of the three lists, as in Mastodon. */
const most = 4

/** Ids of one page of the listed posts with the chosen tags, newest first; a tag that nobody has used stands on none. */
export async function tagIds(site: Site, viewer: Looker, page: Page, wish: TagWish): Promise<number[]> {
  const db = site.store.read
  const [any, all, none] = [wish.any, wish.all, wish.none].map((names) => [...new Set(names.map(foldHashtag))].slice(0, most)) as [
    string[],
    string[],
    string[],
  ]
  const known = new Map((await tagsByNames(db, [...any, ...all, ...none])).map((tag) => [tag.name, tag.id]))
  const idsOf = (names: readonly string[]) => names.flatMap((name) => known.get(name) ?? [])
  const choice = { any: idsOf(any), all: idsOf(all), none: idsOf(none) }
  if (wish.from === 'elsewhere' || choice.any.length === 0 || choice.all.length < all.length) return []
  return await fillPage(
    page,
    async (cut) => await taggedStatusIds(db, choice, wish.onlyMedia ?? false, cut),
    async (ids) =>
      (await judge(site, db, viewer, ids)).filter((j) => inOpen(viewer, j) && isFrom(wish.from, j.status)).map((j) => j.status.id),
  )
}
