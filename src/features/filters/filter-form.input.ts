import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import { contexts } from './filters.schema.ts'

const text = z.string().max(5000).default('')

/** POST /settings/filters and /settings/filters/:id: as typed. What is wrong is told at the field, so little is refused here. */
export const FilterForm = z
  .object({
    title: text,
    contexts: z.array(z.enum(contexts)).max(50).default([]),
    action: z.enum(['warn', 'hide', 'blur']).default('warn'),
    /** Seconds from now, `never`, or `keep` for what it was. */
    expires: z
      .string()
      .regex(/^(?:never|keep|\d{1,9})$/)
      .default('never'),
    words: z
      .array(z.object({ id: idInput.exactOptional(), keyword: text, whole: z.boolean().default(false) }))
      .max(600)
      .default([]),
  })
  .transform((body) => ({
    ...body,
    title: body.title.trim(),
    contexts: [...new Set(body.contexts)],
    words: body.words.map((word) => ({ ...word, keyword: word.keyword.trim() })),
  }))
