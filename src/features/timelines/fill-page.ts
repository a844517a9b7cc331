import { setImmediate as breathe } from 'node:timers/promises'
import type { Page } from '#base/paging.ts'

/** Where candidates are taken from: ids between the two bounds, both excluded. */
export interface Cut {
  above: number
  below: number
  /** From the oldest on instead of from the newest. */
  up: boolean
  limit: number
}

/** Candidates, and whether there are more beyond the last of them. A bare list has more when it is as long as the cut allows. */
export type Candidates = number[] | { ids: number[]; more: boolean }

const firstBatch = 40
const largestBatch = 640
/** More than 8,000 candidates are never looked at for one page: such a reader gets a short one. */
const mostRounds = 16

/**
 * Fills a page from candidates that a cheap query yields and a rule thins out, batch by batch until the page is full or nothing is left.
 * `candidates` answers ids from the edge of the cut on, in its direction, some perhaps twice; `keep` answers those that may be shown. Newest
 * first.
 */
export async function fillPage(
  page: Page,
  candidates: (cut: Cut) => Promise<Candidates>,
  keep: (ids: number[]) => Promise<number[]>,
): Promise<number[]> {
  const up = page.minId !== undefined
  const bounds = { above: page.minId ?? page.sinceId ?? 0, below: page.maxId ?? Number.MAX_SAFE_INTEGER }
  const kept: number[] = []
  for (let round = 0, limit = firstBatch; round < mostRounds && kept.length < page.limit; round++) {
    if (round > 0) await breathe()
    const found = await candidates({ ...bounds, up, limit })
    const { ids, more } = Array.isArray(found) ? { ids: found, more: found.length >= limit } : found
    kept.push(...(await keep([...new Set(ids)])))
    const last = ids.at(-1)
    if (last === undefined || !more) break
    if (up) bounds.above = last
    else bounds.below = last
    limit = Math.min(limit * 2, largestBatch)
  }
  const shown = kept.slice(0, page.limit)
  return up ? shown.reverse() : shown
}
