import type { z } from 'zod'

/** One setting: its row's name, what it may hold, and what holds while there is no row. */
export interface Setting<T> {
  name: string
  schema: z.ZodType<T>
  fallback: T
}

/** Names a setting; features declare theirs beside the code that reads them. `name` is `area.camelCase`. */
export const defineSetting = <T>(name: string, schema: z.ZodType<T>, fallback: T): Setting<T> => ({ name, schema, fallback })
