import { iso } from '#base/clock.ts'
import type { Db } from '#db/store.ts'
import { emojiJson } from '#features/emojis/emojis.json.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import type { Site } from '#platform/site.ts'
import { pollsOf } from './polls.queries.ts'
import type { Poll } from './polls.schema.ts'

/** What of a poll is the same for everybody who may see its post. It changes by `poll.voted`, `poll.closed` and an edit of the post. */
export interface PollParts {
  poll: Poll
  /** When these parts were loaded; whoever may hold kept ones asks `pollAt`. */
  ended: boolean
  /** Own emoji that its options name. */
  emojis: readonly CustomEmoji[]
}

/** What one account has to do with a poll. */
export interface PollStand {
  /** Indexes of what they chose; null = has not voted. */
  votes: readonly number[] | null
  /** It is their own, in which they do not vote. */
  mine: boolean
}

/** The polls of these statuses, by status. One query, none for an empty list, and one more where an option names emoji. */
export async function loadPolls(site: Site, db: Db, statusIds: readonly number[]): Promise<Map<number, PollParts>> {
  const now = site.clock.now()
  const polls = await pollsOf(db, statusIds)
  const emojisIn = await findEmojis(db, polls, (poll) => poll.options)
  return new Map(polls.map((poll) => [poll.statusId, pollAt({ poll, ended: false, emojis: emojisIn(poll) }, now)]))
}

/** The same parts at a moment, ms: a poll ends by the clock, and kept parts do not hear of it. */
export const pollAt = (parts: PollParts, now: number): PollParts => ({ ...parts, ended: parts.poll.endsAt <= now })

/** Whether the numbers may be shown: an author can keep them back until the end. */
export const showsTotals = ({ poll, ended }: PollParts): boolean => ended || !poll.hideTotals

/**
 * Mastodon's Poll. `own_votes` and `emojis` are always there: Android needs both, also on polls of others. Who asks has `voted`, as in
 * Mastodon, so that apps show them the result.
 */
export function pollJson(site: Pick<Site, 'config' | 'clock'>, parts: PollParts, { votes, mine }: PollStand) {
  const now = pollAt(parts, site.clock.now())
  const { poll, ended, emojis } = now
  const open = showsTotals(now)
  return {
    id: String(poll.id),
    expires_at: iso(poll.endsAt),
    expired: ended,
    multiple: poll.multiple,
    votes_count: poll.tallies.reduce((sum, count) => sum + count, 0),
    voters_count: poll.votersCount,
    voted: mine || votes !== null,
    own_votes: [...(votes ?? [])],
    options: poll.options.map((title, i) => ({ title, votes_count: open ? (poll.tallies[i] ?? 0) : null })),
    emojis: emojis.map((emoji) => emojiJson(site.config, emoji)),
  }
}

export type PollJson = ReturnType<typeof pollJson>
