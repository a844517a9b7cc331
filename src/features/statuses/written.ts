import { asciiJson } from '#base/pieces.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { type Form, loadSeen, type Rule, type Seen } from './load-seen.ts'
import { loadTexts, keptTexts, type TextPair } from './status-texts.ts'
import { viewerJson } from './statuses.json.ts'
import type { Looker } from './statuses.policy.ts'

/** A status as one viewer may have it now, but for the words that are the same for everybody: small enough to be kept for each viewer. */
export interface Written {
  id: number
  /** The keys that depend on the viewer, as JSON without its braces, and what stands around them. */
  own: string
  /** With which text its poll was written, of which the numbers are the same for everybody; null without one. */
  poll: number | null
  boosted: Written | null
}

const texts = (site: Site): Form<TextPair> => ({
  load: async (db, statuses) => await loadTexts(site, db, statuses),
  words: ({ status }) => status.words,
  pollId: ({ status }) => status.poll?.poll.id ?? null,
})

/**
 * Mastodon's Status of each of these that the viewer may see, as JSON text in pieces: what `statusJson` of `loadStatusParts` says. `until` is when the
 * first poll among them ends, ms: it does so by the clock, without an event that is certain to come in time.
 */
export async function writeStatuses(
  site: Site,
  db: Db,
  ids: readonly number[],
  viewer: Looker,
  rule: Rule,
): Promise<{ texts: string[][]; written: Written[]; until: number }> {
  const now = site.clock.now()
  const seen = await loadSeen(site, db, ids, viewer, rule, texts(site))
  const all = seen.flatMap((one) => [one, ...(one.boosted ? [one.boosted] : [])])
  const pairs = new Map(all.map((one) => [one.id, one.shared]))
  const ends = all.map(({ shared }) => shared.status.poll?.poll.endsAt ?? 0).filter((at) => at > now)
  const written = seen.map((one) => writtenOf(site, one))
  // What was just loaded has all of them.
  return { written, texts: written.map((one) => piecesOf(one, (id) => pairs.get(id))!), until: Math.min(...ends) }
}

/** The same from what is kept, or undefined when some of it is not. Asked after `events.catchUp()`. */
export function rewrite(site: Site, written: readonly Written[]): string[][] | undefined {
  const made: string[][] = []
  for (const one of written) {
    const text = piecesOf(one, (id) => keptTexts(site, id))
    if (!text) return undefined
    made.push(text)
  }
  return made
}

const writtenOf = (site: Site, { id, shared, flags, boosted }: Seen<TextPair>): Written => ({
  id,
  own: `,${asciiJson(viewerJson(site, shared.status, flags)).slice(1, -1)},"account":`,
  poll: shared.status.poll && shared.status.serial,
  boosted: boosted && writtenOf(site, boosted),
})

function piecesOf({ id, own, poll, boosted }: Written, textOf: (id: number) => TextPair | undefined): string[] | undefined {
  const pair = textOf(id)
  if (!pair || (poll !== null && poll !== pair.status.serial)) return undefined
  const pieces = [pair.status.text, own, pair.account]
  if (!boosted) return [...pieces, ',"reblog":null}']
  const inner = piecesOf(boosted, textOf)
  return inner && [...pieces, ',"reblog":', ...inner, '}']
}
