import type { Status } from './statuses.schema.ts'

/** For whom a post is (docs/adr/0009). `followers` are those of one account: the author's, or in a thread those of who started it. */
export type Audience =
  | { kind: 'everyone'; listed: boolean }
  | { kind: 'followers'; followersOfId: number }
  | { kind: 'named' }
  | { kind: 'group'; groupId: number }

/** The columns of a status that say its audience. */
export type AudienceColumns = Pick<Status, 'audience' | 'followersOfId' | 'groupId' | 'listed'>

/** What Mastodon's apps know of it. */
export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

/** The audience of a row. Throws on a row whose columns contradict each other: a fault of ours (SEC B24, fail closed). */
export function audienceOf(row: AudienceColumns): Audience {
  if (row.audience === 'everyone') return { kind: 'everyone', listed: row.listed }
  if (row.audience === 'named') return { kind: 'named' }
  if (row.audience === 'followers' && row.followersOfId !== null) return { kind: 'followers', followersOfId: row.followersOfId }
  if (row.audience === 'group' && row.groupId !== null) return { kind: 'group', groupId: row.groupId }
  throw new Error(`a status row says audience "${row.audience}" and not whose`)
}

/** The columns that say an audience. */
export const audienceColumns = (audience: Audience): AudienceColumns => ({
  audience: audience.kind,
  listed: audience.kind === 'everyone' && audience.listed,
  followersOfId: audience.kind === 'followers' ? audience.followersOfId : null,
  groupId: audience.kind === 'group' ? audience.groupId : null,
})

/** The wire's word for it: what an app cannot know is shown as `private` (an unknown word makes Android 2.13 drop the post). */
export function visibilityOf(row: Pick<AudienceColumns, 'audience' | 'listed'>): Visibility {
  if (row.audience === 'everyone') return row.listed ? 'public' : 'unlisted'
  return row.audience === 'named' ? 'direct' : 'private'
}

/** The larger, the narrower. Followers and a group exclude each other, so neither narrows the other. */
export function narrowness(audience: Audience): number {
  if (audience.kind === 'everyone') return audience.listed ? 0 : 1
  return audience.kind === 'named' ? 3 : 2
}

/** The audience of a reply: that of what it answers, or the wished one where that is narrower. */
export const inherit = (parent: Audience, wish: Audience): Audience => (narrowness(wish) > narrowness(parent) ? wish : parent)
