import { pageInput, toPage } from '#base/paging.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** `:name` of a tag, as typed. */
export const TagPath = z.object({ name: z.string() })

/** POST /api/v1/featured_tags. */
export const FeaturedTagBody = z.object({ name: z.string().trim().default('') })

/** `:id` of a featured tag. */
export const FeaturedTagPath = z.object({ id: idInput })

/** GET /api/v1/followed_tags. */
export const FollowedTagsQuery = z.object(pageInput(100)).transform(toPage)
