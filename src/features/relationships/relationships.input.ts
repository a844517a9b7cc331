import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** Booleans as Rails reads them (oauth.md 10). */
const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => !['false', 'f', 'off', '0', ''].includes(String(value).toLowerCase()))

const listOf = <T>(item: z.ZodType<T>, most: number) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(most))

/** GET /api/v1/accounts/relationships: `id` may be one or many; what names nothing is left out of the answer. */
export const RelationshipsQuery = z.object({
  id: listOf(idInput, 500).transform((ids) => [...new Set(ids)].filter((id) => id > 0)),
  with_suspended: flag.default(false),
})

/** POST /api/v1/accounts/:id/follow. */
export const FollowBody = z
  .object({ reblogs: flag.exactOptional(), notify: flag.exactOptional(), languages: listOf(z.string().max(20), 100).exactOptional() })
  .transform(({ languages, ...rest }) => ({
    ...rest,
    ...(languages === undefined ? {} : { languages: languages.length === 0 ? null : languages }),
  }))
