import { Derived } from '#platform/cache/derived.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { epochsOf } from './epochs.ts'
import type { Rule } from './load-seen.ts'
import type { Looker } from './statuses.policy.ts'
import { rewrite, writeStatuses, type Written } from './written.ts'

/** One page of statuses as JSON texts in pieces, and what else its answer says. */
export interface WrittenPage<H> {
  texts: string[][]
  head: H
}

interface Kept {
  epoch: string
  /** Ms; mutes and filters that end by themselves are seen by then at the latest, and the end of a poll to the millisecond. */
  until: number
  written: Written[]
  head: unknown
}

/** Pages of all readers; some 7 KB each. */
const most = { values: 5000, bytes: 8e6 }
const sizeOf = ({ written, head }: Kept) => JSON.stringify(head ?? null).length + sum(written)
const sum = (written: readonly Written[]): number =>
  written.reduce((bytes, { own, boosted }) => bytes + own.length + 150 + (boosted ? sum([boosted]) : 0), 300)
const lifetime = 60_000
/** A longer key is nobody's usual request. */
const longestKey = 200

const pagesOf = onePerSite((site) => new Derived<string, Kept>(site.events, most, sizeOf))

/**
 * A page of statuses for one reader. `look` yields its ids and `head`, everything else that its answer says; `rule` of the policy decides
 * anew whenever it looked. Under `key`, which says all that the page depends on besides the reader, the verdict is kept for as long as the
 * reader's epoch lasts (docs/adr/0015); without one it is not.
 */
export async function writePage<H>(
  site: Site,
  viewer: Looker,
  key: string | undefined,
  rule: Rule,
  look: () => Promise<{ ids: readonly number[]; head: H }>,
): Promise<WrittenPage<H>> {
  await site.events.catchUp()
  const pages = pagesOf(site)
  const name = key !== undefined && key.length <= longestKey ? `${viewer.accountId} ${key}` : undefined
  const epoch = epochsOf(site).of(viewer.accountId)
  const kept = name === undefined ? undefined : pages.get(name)
  if (kept?.epoch === epoch && site.clock.now() < kept.until) {
    const texts = rewrite(site, kept.written)
    if (texts) return { texts, head: kept.head as H }
  }
  return await pages.filling(async (keep) => {
    const { ids, head } = await look()
    const { texts, written, until } = await writeStatuses(site, site.store.read, ids, viewer, rule)
    // What shows nothing costs little, and addresses that name nothing are endless.
    if (name !== undefined && written.length > 0) keep(name, { epoch, until: Math.min(site.clock.now() + lifetime, until), written, head })
    return { texts, head }
  })
}
