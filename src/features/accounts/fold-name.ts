import { foldHashtag } from '#base/text/fold-hashtag.ts'

/** Text as names are compared: case, width and Latin diacritics do not count (`Müller` is `muller`), `ß` is `ss`, white space is one blank. */
export const fold = (text: string): string => foldHashtag(text).replaceAll('ß', 'ss').replace(/\s+/g, ' ').trim()

/** What an account is found by: handle and name, folded. */
export const foldName = (username: string, displayName: string): string => fold(`${username} ${displayName}`)
