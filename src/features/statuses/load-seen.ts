import type { Db } from '#db/store.ts'
import { activeRows } from '#features/filters/filters.queries.ts'
import { type FilterMatch, filterMatcher } from '#features/filters/match-filters.ts'
import { ballotsAmong } from '#features/polls/polls.queries.ts'
import type { Site } from '#platform/site.ts'
import { type Judgement, judge } from './judge.ts'
import { distinct } from './lists.ts'
import type { Mention } from './mentions.queries.ts'
import type { Facts, Judged, Looker } from './statuses.policy.ts'
import { loadViewerFlags, type ViewerFlags } from './viewer-flags.ts'

/** What depends on who looks. */
export interface StatusFlags extends ViewerFlags {
  mine: boolean
  /** What the looker chose in its poll; null = has not voted. */
  votes: readonly number[] | null
  /** The looker may see what this answers. */
  parentSeen: boolean
  /** The looker's filters that this falls under. */
  filtered: readonly FilterMatch[]
}

/** A rule of statuses.policy.ts that says whether a status may be shown. */
export type Rule = (looker: Looker | null, status: Judged, facts: Facts) => boolean

/** What of a status is the same for everybody, in some form: its parts, or its text. */
export interface Form<S> {
  /** By status; `statuses` holds whom each names. */
  load(db: Db, statuses: ReadonlyMap<number, readonly Mention[]>): Promise<ReadonlyMap<number, S>>
  /** All that is said in it, for filters. */
  words(shared: S): string
  pollId(shared: S): number | null
}

/** A status that its viewer may see. */
export interface Seen<S> {
  id: number
  shared: S
  flags: StatusFlags
  boosted: Seen<S> | null
}

/**
 * The statuses of these ids that the viewer may see, in the order of the ids: what may not be seen is left out as if it were not there
 * (SEC:V6). A constant number of queries.
 */
export async function loadSeen<S>(
  site: Site,
  db: Db,
  ids: readonly number[],
  viewer: Looker,
  rule: Rule,
  form: Form<S>,
): Promise<Seen<S>[]> {
  const seen = (await judge(site, db, viewer, ids, { parents: true })).filter((j) => rule(viewer, j.status, j.facts))
  const all = seen.flatMap((j) => (j.boosted ? [j, j.boosted] : [j]))
  const shared = await form.load(db, new Map(all.map((j) => [j.status.id, j.mentions])))
  const deeds = await loadViewerFlags(
    db,
    viewer.accountId,
    all.map((j) => j.status),
  )
  const ballots = await ballotsAmong(db, viewer.accountId, distinct([...shared.values()].map((one) => form.pollId(one))))
  const matches = filterMatcher(await activeRows(db, viewer.accountId, [...shared.keys()], site.clock.now()))
  const seenOf = (j: Judgement, boost?: Judgement): Seen<S>[] => {
    const { id } = j.status
    const own = shared.get(id)
    const done = deeds.get(id)
    const [boosted] = j.boosted ? seenOf(j.boosted, j) : []
    // Either may have gone since it was judged.
    if (own === undefined || !done || (j.boosted && !boosted)) return []
    // A boost and what it boosts are filtered alike, by the words of the latter.
    const filtered = boosted?.flags.filtered ?? matches({ ids: boost ? [boost.status.id, id] : [id], text: form.words(own) })
    const votes = ballots.get(form.pollId(own) ?? 0) ?? null
    const flags = { ...done, mine: j.status.accountId === viewer.accountId, votes, parentSeen: j.parentSeen, filtered }
    return [{ id, shared: own, flags, boosted: boosted ?? null }]
  }
  return seen.flatMap((j) => seenOf(j))
}
