import { z } from 'zod'

/** An id in a path or a list. Text that is no id of ours becomes 0, which names nothing: a 404 like any other. */
export const idInput = z.union([z.string(), z.number()]).transform((value) => {
  const id = /^\d{1,16}$/.test(String(value)) ? Number(value) : 0
  return Number.isSafeInteger(id) ? id : 0
})

/** A boolean as Rails reads it: these words are false, anything else is true. */
export const flagInput = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => !['false', 'f', 'off', '0', ''].includes(String(value).toLowerCase()))

/** Apps send one or many, and a form's empty field for none. */
export const listOf = <T>(item: z.ZodType<T>, most: number) => {
  const asList = (value: unknown) => (Array.isArray(value) ? value : value == null || value === '' ? [] : [value])
  return z.preprocess(asList, z.array(item).max(most))
}

/** Distinct ids, at most `most` of them; what names nothing is left out. */
export const idsInput = (most: number) => listOf(idInput, most).transform((ids) => [...new Set(ids)].filter((id) => id > 0))

/** GET /api/v1/accounts. */
export const Batch = z.object({ id: idsInput(40) })

/** `:id` of an account. */
export const AccountPath = z.object({ id: idInput })

/** GET /api/v1/accounts/lookup; a missing name is one that nobody has. */
export const Lookup = z.object({ acct: z.string().max(500).default('') })

/** A list on our own pages is walked by "older" and "newer" alone; an absent bound is the newest page. */
export const OlderNewer = z.object({ max_id: idInput.exactOptional(), min_id: idInput.exactOptional() })
