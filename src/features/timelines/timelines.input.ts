import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'
import type { AccountWish } from './account-status-ids.ts'

/** GET /api/v1/timelines/home. */
export const HomeQuery = z.object(pageInput(20)).transform(toPage)

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
