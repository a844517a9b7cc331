import type { PostingDefaults } from './posting-defaults.queries.ts'

/** Mastodon's word for the posting defaults' audience. */
export function wireVisibility({ audience, listed }: Pick<PostingDefaults, 'audience' | 'listed'>) {
  if (audience === 'followers') return 'private' as const
  if (audience === 'named') return 'direct' as const
  return listed ? ('public' as const) : ('unlisted' as const)
}

/** What that word means here. */
export function defaultAudience(visibility: 'public' | 'unlisted' | 'private' | 'direct'): Pick<PostingDefaults, 'audience' | 'listed'> {
  if (visibility === 'private') return { audience: 'followers', listed: false }
  if (visibility === 'direct') return { audience: 'named', listed: false }
  return { audience: 'everyone', listed: visibility === 'public' }
}
