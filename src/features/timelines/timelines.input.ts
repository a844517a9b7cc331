import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'
import { idInput } from '#features/accounts/accounts.input.ts'
import type { AccountWish } from './account-status-ids.ts'
import type { OpenWish } from './public-ids.ts'
import type { TagWish } from './tag-ids.ts'

/** GET /api/v1/timelines/home. */
export const HomeQuery = z
  // All posts are of this server until there are partners, so `local` leaves nothing out.
  .object({ ...pageInput(20), local: z.boolean().exactOptional() })
  .transform(toPage)

/** GET /api/v1/accounts/:id/statuses. */
export const AccountStatusesQuery = z
  .object({
    ...pageInput(20),
    exclude_replies: z.boolean().default(false),
    exclude_reblogs: z.boolean().default(false),
    exclude_direct: z.boolean().default(false),
    only_media: z.boolean().default(false),
    pinned: z.boolean().default(false),
    tagged: z.string().max(500).exactOptional(),
  })
  .transform((query) => {
    const wish: AccountWish = {
      withoutReplies: query.exclude_replies,
      withoutBoosts: query.exclude_reblogs,
      withoutNamed: query.exclude_direct,
      onlyMedia: query.only_media,
      pinned: query.pinned,
      ...(query.tagged ? { tagged: query.tagged } : {}),
    }
    return { page: toPage(query), wish }
  })

const open = {
  ...pageInput(20),
  local: z.boolean().default(false),
  remote: z.boolean().default(false),
  only_media: z.boolean().default(false),
}

/** Asked for both, Mastodon answers all. */
const openWish = (query: { local: boolean; remote: boolean; only_media: boolean }): OpenWish => ({
  ...(query.local === query.remote ? {} : { from: query.local ? 'here' : 'elsewhere' }),
  onlyMedia: query.only_media,
})

/** GET /api/v1/timelines/public. */
export const PublicQuery = z.object(open).transform((query) => ({ page: toPage(query), wish: openWish(query) }))

const names = z.array(z.string().max(500)).max(100).default([])

/** `:hashtag`, as typed. */
export const HashtagPath = z.object({ hashtag: z.string().max(500) })

/** GET /api/v1/timelines/tag/:hashtag. */
export const TagQuery = z.object({ ...open, any: names, all: names, none: names }).transform(({ any, all, none, ...query }) => {
  const wish: TagWish = { ...openWish(query), any, all, none }
  return { page: toPage(query), wish }
})

/** `:list_id`. */
export const ListTimelinePath = z.object({ list_id: idInput })

/** GET /api/v1/timelines/list/:list_id. */
export const ListTimelineQuery = z.object(pageInput(20)).transform(toPage)
