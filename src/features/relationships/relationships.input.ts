import { flagInput, idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import type { FollowOptions } from './follows.queries.ts'

/** Apps send one or many, and a form's empty field for none. */
const listOf = <T>(item: z.ZodType<T>, most: number) => {
  const asList = (value: unknown) => (Array.isArray(value) ? value : value == null || value === '' ? [] : [value])
  return z.preprocess(asList, z.array(item).max(most))
}

/** GET /api/v1/accounts/relationships. What names nothing is left out of the answer. */
export const RelationshipsQuery = z.object({
  id: listOf(idInput, 500).transform((ids) => [...new Set(ids)].filter((id) => id > 0)),
  with_suspended: flagInput.default(false),
})

/** A form's empty field and a JSON null leave the option as it is. */
const option = z.preprocess((value) => (value === '' ? null : value), flagInput.nullable()).exactOptional()

/** POST /api/v1/accounts/:id/follow. An empty list of languages means all. */
export const FollowBody = z
  .object({ reblogs: option, notify: option, languages: listOf(z.string().max(35), 100).exactOptional() })
  .transform(({ reblogs, notify, languages }): FollowOptions => ({
    ...(reblogs == null ? {} : { reblogs }),
    ...(notify == null ? {} : { notify }),
    ...(languages === undefined ? {} : { languages: languages.length === 0 ? null : languages }),
  }))
