import { pageInput } from '#base/paging.ts'
import { flagInput, idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** Results that are skipped at the most; beyond there is nothing (SEC:V22). */
export const mostOffset = 1000

const kinds = ['accounts', 'statuses', 'hashtags'] as const
export type Kind = (typeof kinds)[number]

/** GET /api/v2/search. A `type` that nobody knows finds nothing; without one the offset does not count, as in Mastodon. */
export const SearchQuery = z
  .object({
    q: z.string().default(''),
    type: z.string().default(''),
    resolve: flagInput.default(false),
    following: flagInput.default(false),
    exclude_unreviewed: flagInput.default(false),
    account_id: idInput.exactOptional(),
    offset: z.coerce.number().catch(0).default(0),
    ...pageInput(20),
  })
  .transform(({ q, type, offset, ...query }) => {
    const wanted = kinds.filter((kind) => type === '' || type === kind)
    return {
      ...query,
      text: q.trim(),
      wanted,
      typed: type !== '',
      skip: type === '' ? 0 : Math.max(0, Math.trunc(offset)),
      paged: offset > 0,
    }
  })

/** What the page of the search calls the kinds. */
export const pageKinds = { people: 'accounts', posts: 'statuses', tags: 'hashtags' } as const
export type PageKind = keyof typeof pageKinds

/** GET /search. A kind that nobody knows is all of them. */
export const SearchPageQuery = z.object({
  q: z.string().trim().max(2000).default(''),
  type: z.enum(['people', 'posts', 'tags']).or(z.literal('')).catch('').default(''),
  skip: z.coerce.number().int().min(0).max(mostOffset).catch(0).default(0),
})
