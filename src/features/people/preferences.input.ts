import type { Look } from '#base/look.ts'
import { z } from 'zod'

/** POST /settings/language. */
export const LanguageForm = z
  .object({ locale: z.string().max(35), time_zone: z.string().max(100) })
  .transform(({ locale, time_zone }) => ({ locale, timeZone: time_zone }))

const checked = z.boolean().default(false)

/** POST /settings/appearance. A box that is not ticked is not sent: it means no. */
export const LookForm = z
  .object({
    theme: z.enum(['auto', 'light', 'dark']),
    text: z.enum(['small', 'usual', 'large', 'largest']),
    contrast: checked,
    serif: checked,
    still: checked,
    keys: checked,
    reset: checked,
  })
  .transform(({ reset, ...look }): Look | null => (reset ? null : look))
