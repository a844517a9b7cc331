import type { AccountWish } from '#features/timelines/account-status-ids.ts'

/** The lists of posts of a profile, by the page on which they stand, and which posts stand there. */
export const profileFeeds = { posts: { withoutReplies: true }, with_replies: {} } as const satisfies Record<string, AccountWish>

export type ProfileFeed = keyof typeof profileFeeds
