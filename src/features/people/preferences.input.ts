import { z } from 'zod'

/** POST /settings/language. */
export const LanguageForm = z
  .object({ locale: z.string().max(35), time_zone: z.string().max(100) })
  .transform(({ locale, time_zone }) => ({ locale, timeZone: time_zone }))
