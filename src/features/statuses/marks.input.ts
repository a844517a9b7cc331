import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'
import type { BoostOptions } from './boost.ts'

/** GET /api/v1/favourites and /api/v1/bookmarks. */
export const MarkedQuery = z.object(pageInput(20)).transform(toPage)

/** GET /api/v1/statuses/:id/favourited_by and reblogged_by. */
export const PeopleQuery = z.object(pageInput(40)).transform(toPage)

const audiences = {
  public: { kind: 'everyone', listed: true },
  unlisted: { kind: 'everyone', listed: false },
  private: { kind: 'followers' },
} as const

/** POST /api/v1/statuses/:id/reblog. */
export const BoostBody = z
  .object({ visibility: z.enum(['public', 'unlisted', 'private']).nullable().exactOptional() })
  .transform(({ visibility }): BoostOptions => (visibility ? { audience: audiences[visibility] } : {}))
