import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'

/** `:name` of a tag, as typed. */
export const TagPath = z.object({ name: z.string() })

/** GET /api/v1/followed_tags. */
export const FollowedTagsQuery = z.object(pageInput(100)).transform(toPage)
