import { pageInput } from '#base/paging.ts'
import { z } from 'zod'

/** Results that are skipped at the most. */
const mostOffset = 1000

const query = (usual: number) =>
  z
    .object({ limit: pageInput(usual).limit, offset: z.coerce.number().catch(0).default(0) })
    .transform(({ limit, offset }) => ({ limit, offset: Math.min(Math.max(0, Math.trunc(offset)), mostOffset) }))

/** GET /api/v1/trends/tags and /api/v1/trends/links. */
export const TrendsQuery = query(10)

/** GET /api/v1/trends/statuses. */
export const TrendingStatusesQuery = query(20)

/** GET /explore. */
export const ExploreQuery = z.object({ skip: z.coerce.number().int().min(0).max(mostOffset).catch(0).default(0) })
