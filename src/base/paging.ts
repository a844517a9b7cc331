import { z } from 'zod'

/** One page of a list. Whatever bound it names, the page comes newest first. */
export interface Page {
  limit: number
  /** Only older than this id. */
  maxId?: number
  /** Only newer than this id, and of those the newest. */
  sinceId?: number
  /** Only newer than this id, and of those the oldest: the page right above it. */
  minId?: number
}

/** As Mastodon reads numbers: leading digits count, anything else is 0, so an odd bound answers an empty page and no error. */
const whole = (value: unknown): number => {
  const digits = /^\s*[+-]?\d+/.exec(String(value))?.[0] ?? '0'
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(digits)))
}
const number = z.union([z.string(), z.number()]).transform(whole)

/**
 * The shape of a paged request's query, to be spread into its zod object. `limit` is `usual` when absent, never above `most`
 * (Mastodon: twice the usual), and loses a minus sign.
 */
export const pageInput = (usual: number, most = usual * 2) => ({
  limit: number.transform((limit) => Math.min(Math.abs(limit), most)).default(usual),
  max_id: number.exactOptional(),
  since_id: number.exactOptional(),
  min_id: number.exactOptional(),
})

/** What `pageInput` yields, as the queries know it. */
export const toPage = (input: { limit: number; max_id?: number; since_id?: number; min_id?: number }): Page => ({
  limit: input.limit,
  ...(input.max_id === undefined ? {} : { maxId: input.max_id }),
  ...(input.since_id === undefined ? {} : { sinceId: input.since_id }),
  ...(input.min_id === undefined ? {} : { minId: input.min_id }),
})

/**
 * A page as a query takes it: ids between two bounds, both excluded, from the newest on. `up`: from the oldest on, and the rows are to be
 * turned round.
 */
export const cutOf = (page: Page) => ({
  up: page.minId !== undefined,
  above: page.minId ?? page.sinceId ?? 0,
  below: page.maxId ?? Number.MAX_SAFE_INTEGER,
  limit: page.limit,
})
