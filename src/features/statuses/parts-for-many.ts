import type { Db } from '#db/store.ts'
import { activeRowsOfMany } from '#features/filters/filters.queries.ts'
import { filterMatcher } from '#features/filters/match-filters.ts'
import { ballotsOfMany } from '#features/polls/polls.queries.ts'
import type { Site } from '#platform/site.ts'
import { type CrowdFlags, crowdFlags } from './crowd-flags.queries.ts'
import type { Judgement } from './judge.ts'
import type { StatusFlags } from './load-seen.ts'
import { wordsOf } from './shared-parts.ts'
import { loadStatusParts, type StatusParts } from './statuses.json.ts'

/** Nobody's account: whoever looks as it has done nothing and filters nothing. */
const nobody = { accountId: 0 }

/**
 * A status with what is the same for everybody, undefined when it is not there. No rule has been asked: whoever gives it out judges each
 * receiver first, and takes the flags from `partsForMany`.
 */
export const loadBareParts = async (site: Site, db: Db, id: number): Promise<StatusParts | undefined> =>
  (await loadStatusParts(site, db, [id], nobody, () => true))[0]

/**
 * What `loadStatusParts` gives each of these accounts, made of the bare parts and their flags. The judgements say whom it is for: a rule
 * has let them through. Seven queries at most, however many they are.
 */
export async function partsForMany(
  site: Site,
  db: Db,
  bare: StatusParts,
  judgements: ReadonlyMap<number, Judgement>,
): Promise<Map<number, StatusParts>> {
  const accountIds = [...judgements.keys()]
  const post = bare.boosted ?? bare
  const deeds = await crowdFlags(db, accountIds, post.status)
  const ids = bare.boosted ? [bare.status.id, post.status.id] : [post.status.id]
  const rows = Map.groupBy(await activeRowsOfMany(db, accountIds, ids, site.clock.now()), (row) => row.filter.accountId)
  const poll = post.poll?.poll.id
  const ballots = poll === undefined ? new Map<number, number[]>() : await ballotsOfMany(db, accountIds, poll)
  const text = wordsOf(post)
  const found = new Map<number, StatusParts>()
  for (const [accountId, judgement] of judgements) {
    const filtered = filterMatcher(rows.get(accountId) ?? [])({ ids, text })
    const partsOf = (of: StatusParts, { parentSeen }: Judgement, boosted: StatusParts | null): StatusParts => ({
      ...of,
      boosted,
      flags: { ...flagsOf(deeds, accountId, of), votes: of.poll ? (ballots.get(accountId) ?? null) : null, parentSeen, filtered },
    })
    const boosted = bare.boosted && judgement.boosted ? partsOf(bare.boosted, judgement.boosted, null) : null
    found.set(accountId, partsOf(bare, judgement, boosted))
  }
  return found
}

/** A boost shows what was done with what it boosts, and is pinned by nobody. */
const flagsOf = (
  deeds: CrowdFlags,
  accountId: number,
  { status }: StatusParts,
): Omit<StatusFlags, 'votes' | 'parentSeen' | 'filtered'> => ({
  favourited: deeds.favourited.has(accountId),
  boosted: deeds.boosted.has(accountId),
  bookmarked: deeds.bookmarked.has(accountId),
  pinned: deeds.pinned.has(accountId) && status.boostOfId === null,
  threadMuted: deeds.threadMuted.has(accountId),
  mine: status.accountId === accountId,
})
