import { foldHashtag } from '#base/text/fold-hashtag.ts'

/** The words of a name as they are compared: case, width and Latin diacritics do not count (`Müller` is `muller`), `ß` is `ss`, anything between letters parts words. */
export const foldWords = (text: string): string[] =>
  foldHashtag(text)
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)

/** What an account is found by: the words of its handle and of its name. */
export const foldName = (username: string, displayName: string): string => foldWords(`${username} ${displayName}`).join(' ')
