/** Keys of ours that Mastodon's entities do not have. An unlisted key that is not here fails the contract tests. */
export const ownKeys: readonly RegExp[] = [/(?:^|\.)local_only$/, /(?:^|\.)atrium$/]
