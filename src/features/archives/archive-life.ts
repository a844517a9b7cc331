const day = 86_400_000

/** Ms that an archive is kept, and between two that somebody may ask for: a week, as at Mastodon. */
export const archiveLife = 7 * day

/** Ms after which one that is still not made has failed, and another may be asked for. */
export const makingTime = day
