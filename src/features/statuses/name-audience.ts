import { Refusal } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { isMember } from '#features/groups/groups.queries.ts'
import { blocksBetween, followersAmong } from '#features/relationships/relationships.queries.ts'
import type { Site } from '#platform/site.ts'
import type { Audience } from './audience.ts'
import { mentionsOf } from './mentions.queries.ts'
import { inAudience } from './statuses.policy.ts'
import type { Status } from './statuses.schema.ts'

/** A post about to be stored, as far as the people it names go. */
export interface Naming {
  authorId: number
  audience: Audience
  /** The status whose audience is inherited; absent in a post that starts a thread. */
  circle?: Status
  /** Accounts named in its text. */
  named: readonly number[]
  /** When present, naming anybody else is refused (Mastodon's `allowed_mentions`). */
  allowed?: readonly number[]
}

/**
 * The accounts that a post names, read inside its transaction; the author and those whom the author has blocked are left out. In a post that
 * starts a thread a name adds the person to the audience. Throws 422 with `unexpected_accounts` when somebody named stands outside the
 * inherited audience, outside the group, or outside `allowed` (docs/adr/0009).
 */
export async function whomItNames(site: Site, db: Db, post: Naming): Promise<number[]> {
  const others = post.named.filter((id) => id !== post.authorId)
  if (others.length === 0) return []
  const { blocking } = await blocksBetween(db, post.authorId, others)
  const named = others.filter((id) => !blocking.has(id))
  const inside = await insiders(db, post, named)
  const unexpected = named.filter((id) => !inside.has(id) || (post.allowed && !post.allowed.includes(id)))
  if (unexpected.length > 0) throw await unexpectedAccounts(site, db, unexpected)
  return named
}

async function insiders(db: Db, { audience, circle }: Naming, named: readonly number[]): Promise<Set<number>> {
  const inside = new Set<number>()
  const people = circle ? new Set((await mentionsOf(db, [circle.id])).map((m) => m.accountId)) : new Set<number>()
  const followersOf = circle?.followersOfId ?? null
  const followers = followersOf === null ? new Set<number>() : await followersAmong(db, followersOf, named)
  for (const accountId of named) {
    // A group is the one circle that a name cannot widen.
    if (audience.kind === 'group' && !(await isMember(db, accountId, audience.groupId))) continue
    const groupId = circle?.groupId ?? null
    const member = groupId !== null && (await isMember(db, accountId, groupId))
    const facts = { named: people.has(accountId), follows: followers.has(accountId), member }
    if (!circle || inAudience({ accountId }, circle, facts)) inside.add(accountId)
  }
  return inside
}

/**
 * Who stays in the audience of an answer without being named again: the named people of what it answers, where its audience is that very
 * one, and in a conversation of named people also the one who is answered.
 */
export async function carriedAlong(db: Db, audience: Audience, parent: Status): Promise<number[]> {
  if (parent.audience !== audience.kind || (audience.kind !== 'named' && audience.kind !== 'followers')) return []
  const people = (await mentionsOf(db, [parent.id])).map((mention) => mention.accountId)
  return audience.kind === 'named' ? [...people, parent.accountId] : people
}

async function unexpectedAccounts(site: Site, db: Db, ids: readonly number[]): Promise<Refusal> {
  const accounts = await loadAccounts(db, ids)
  const shown = ids.flatMap((id) => accounts.get(id) ?? []).map((parts) => accountJson(site, parts))
  const message = 'The post names people outside its audience. Nobody has received it.'
  return new Refusal('unexpected_accounts', 422, message, { extra: { unexpected_accounts: shown } })
}
