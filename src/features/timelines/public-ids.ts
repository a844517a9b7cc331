import type { Page } from '#base/paging.ts'
import { judge } from '#features/statuses/judge.ts'
import type { Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { fillPage } from './fill-page.ts'
import { type From, inPublic, isFrom } from './public.policy.ts'
import { publicStatusIds } from './public-ids.queries.ts'

/** Which posts of an open timeline are wanted. */
export interface OpenWish {
  from?: From
  onlyMedia?: boolean
}

/**
 * Ids of one page of the public timeline, newest first. Every post is of this server as long as there are no partners, so `elsewhere` is
 * empty.
 */
export async function publicIds(site: Site, viewer: Looker, page: Page, wish: OpenWish = {}): Promise<number[]> {
  const db = site.store.read
  if (wish.from === 'elsewhere') return []
  return await fillPage(
    page,
    async (cut) => await publicStatusIds(db, wish.onlyMedia ?? false, cut),
    async (ids) =>
      (await judge(site, db, viewer, ids)).filter((j) => inPublic(viewer, j) && isFrom(wish.from, j.status)).map((j) => j.status.id),
  )
}
