import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import type { FilterChange, KeywordChange } from './change-filter.ts'
import type { OldFilterChange } from './change-old-filter.ts'
import type { NewFilter, NewKeyword } from './create-filter.ts'
import { contexts } from './filters.schema.ts'

/** A century: nothing that a person means is longer, and every date stays one that can be written. */
const longest = 3_155_760_000

const title = z.string().trim().min(1).max(256)
const word = z.string().trim().min(1).max(512)
const action = z.enum(['warn', 'hide', 'blur'])
const context = z
  .array(z.enum(contexts))
  .min(1, { error: "Context can't be blank" })
  .max(50)
  .transform((list) => [...new Set(list)])
/** Seconds; a form's empty field and null mean never. */
const seconds = z.preprocess((value) => {
  if (value === '' || value === null) return null
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
}, z.int().min(0).max(longest).nullable())

const newKeyword = z
  .object({ keyword: word, whole_word: z.boolean().default(true) })
  .transform(({ keyword, whole_word }): NewKeyword => ({ keyword, wholeWord: whole_word }))

const keywordChange = z
  .object({
    id: idInput.exactOptional(),
    keyword: word.exactOptional(),
    whole_word: z.boolean().exactOptional(),
    _destroy: z.boolean().default(false),
  })
  .transform(({ id, keyword, whole_word, _destroy }): KeywordChange => ({
    ...(id === undefined ? {} : { id }),
    ...(keyword === undefined ? {} : { keyword }),
    ...(whole_word === undefined ? {} : { wholeWord: whole_word }),
    gone: _destroy,
  }))

/** `:id` of a filter, a keyword or a post under a filter. */
export const FilterPath = z.object({ id: idInput })

/** `:filter_id` of what is in a filter. */
export const InFilterPath = z.object({ filter_id: idInput })

/** POST /api/v2/filters. */
export const NewFilterBody = z
  .object({
    title,
    context,
    filter_action: action.default('warn'),
    expires_in: seconds.default(null),
    keywords_attributes: z.array(newKeyword).max(500).default([]),
  })
  .transform((body): NewFilter => ({
    title: body.title,
    contexts: body.context,
    action: body.filter_action,
    seconds: body.expires_in,
    keywords: body.keywords_attributes,
  }))

/** PUT /api/v2/filters/:id. What is not sent stays. */
export const FilterChangeBody = z
  .object({
    title: title.exactOptional(),
    context: context.exactOptional(),
    filter_action: action.exactOptional(),
    expires_in: seconds.exactOptional(),
    keywords_attributes: z.array(keywordChange).max(500).default([]),
  })
  .transform((body): FilterChange => ({
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.context === undefined ? {} : { contexts: body.context }),
    ...(body.filter_action === undefined ? {} : { action: body.filter_action }),
    ...(body.expires_in === undefined ? {} : { seconds: body.expires_in }),
    keywords: body.keywords_attributes,
  }))

/** POST /api/v2/filters/:filter_id/keywords. */
export const KeywordBody = newKeyword

/** PUT /api/v2/filters/keywords/:id. */
export const KeywordChangeBody = z
  .object({ keyword: word.exactOptional(), whole_word: z.boolean().exactOptional() })
  .transform(({ keyword, whole_word }): Partial<NewKeyword> => ({
    ...(keyword === undefined ? {} : { keyword }),
    ...(whole_word === undefined ? {} : { wholeWord: whole_word }),
  }))

const old = { phrase: title, context }

/** POST /api/v1/filters: a filter of one keyword, which gives it its title. */
export const OldFilterBody = z
  .object({ ...old, irreversible: z.boolean().default(false), whole_word: z.boolean().default(true), expires_in: seconds.default(null) })
  .transform((body): NewFilter => ({
    title: body.phrase,
    contexts: body.context,
    action: body.irreversible ? 'hide' : 'warn',
    seconds: body.expires_in,
    keywords: [{ keyword: body.phrase, wholeWord: body.whole_word }],
  }))

/** PUT /api/v1/filters/:id. */
export const OldFilterChangeBody = z
  .object({
    ...old,
    irreversible: z.boolean().exactOptional(),
    whole_word: z.boolean().exactOptional(),
    expires_in: seconds.exactOptional(),
  })
  .transform((body): OldFilterChange => ({
    phrase: body.phrase,
    contexts: body.context,
    ...(body.irreversible === undefined ? {} : { action: body.irreversible ? 'hide' : 'warn' }),
    ...(body.whole_word === undefined ? {} : { wholeWord: body.whole_word }),
    ...(body.expires_in === undefined ? {} : { seconds: body.expires_in }),
  }))
