import { pageInput, toPage } from '#base/paging.ts'
import { flagInput } from '#features/statuses/statuses.input.ts'
import { z } from 'zod'
import type { AccountWish } from './account-status-ids.ts'

/** GET /api/v1/timelines/home. */
export const HomeQuery = z.object(pageInput(20)).transform(toPage)

/** GET /api/v1/accounts/:id/statuses. */
export const AccountStatusesQuery = z
  .object({
    ...pageInput(20),
    exclude_replies: flagInput.default(false),
    exclude_reblogs: flagInput.default(false),
    exclude_direct: flagInput.default(false),
    only_media: flagInput.default(false),
    pinned: flagInput.default(false),
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
