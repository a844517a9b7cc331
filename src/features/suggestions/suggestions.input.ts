import { pageInput } from '#base/paging.ts'
import { flagInput, idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** Results that are skipped at the most: more colleagues than any directory has pages for. */
const mostOffset = 10_000

const page = { limit: pageInput(40).limit, offset: z.coerce.number().catch(0).default(0) }
const skip = (offset: number) => Math.min(Math.max(0, Math.trunc(offset)), mostOffset)

/** GET /api/v1/suggestions and /api/v2/suggestions. */
export const SuggestionsQuery = z.object(page).transform(({ limit, offset }) => ({ limit, offset: skip(offset) }))

/** GET /api/v1/directory. Everybody is of this server until there are partners. An unknown order is the usual one. */
export const DirectoryQuery = z
  .object({ ...page, order: z.enum(['active', 'new']).catch('active').default('active'), local: flagInput.default(false) })
  .transform(({ limit, offset, order }) => ({ limit, order, offset: skip(offset) }))

/** `:account_id`. */
export const SuggestionPath = z.object({ account_id: idInput })

/** GET /people: a part of a name, or everybody in an order. */
export const PeoplePageQuery = z.object({
  q: z.string().trim().max(500).default(''),
  order: z.enum(['active', 'new']).catch('active').default('active'),
  skip: z.coerce.number().catch(0).default(0).transform(skip),
})
