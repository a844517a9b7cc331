import { escapeHtml } from '#base/html/escape.ts'
import { replaceShortcodes } from '#base/text/find-shortcodes.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import type { AccountParts } from './accounts.json.ts'
import { accountAcct, avatarPath } from './addresses.ts'

/** A person's picture; without one initials on one of eight grounds (`.face .t0` to `.t7`). */
export interface FaceView {
  initials: string
  tint: number
  /** Address of their picture, '' for none. */
  src: string
}

/** A person as posts, lists and profiles show them: the name first, what they do under it, the handle only where it is needed. */
export interface PersonView {
  id: string
  /** Plain text, for titles and for what is read out: without emoji of our own, which only a picture shows. */
  name: string
  /** The name with its emoji, escaped. */
  name_html: string
  /** Without the @. */
  username: string
  path: string
  /** Title and department, as far as the directory knows them. */
  role: string
  face: FaceView
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const first = (word: string) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment.toLocaleUpperCase() ?? ''

// Two letters of a script without capitals (Han, Arabic ...) would read as a word.
const cased = /^[\p{Lu}\p{Ll}\p{N}]/u

/** First letters of the first and the last word; one for a name of one word. Titles with a full stop are left out. */
export function initials(name: string): string {
  const words = name
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter((word) => word && !word.endsWith('.'))
  const ends = words.length > 1 && words.every((word) => cased.test(word)) ? [words[0]!, words.at(-1)!] : words.slice(0, 1)
  return ends.map(first).join('')
}

/** The same person has the same ground everywhere. */
export const faceView = (name: string, username: string, src = ''): FaceView => ({
  initials: initials(name) || first(username),
  tint: Array.from(username).reduce((sum, c) => (sum * 31 + c.codePointAt(0)!) % 4093, 7) % 8,
  src,
})

/** Address of a profile on our own pages. */
export const profilePath = (account: AccountParts['account']) => `/@${accountAcct(account)}`

const spaces = /\s+/g

/** A name without the `:codes:` of these emoji; one that has nothing else keeps them. */
function plainName(name: string, emojis: readonly CustomEmoji[]): string {
  if (emojis.length === 0) return name
  const known = new Set(emojis.map(({ shortcode }) => shortcode))
  const plain = replaceShortcodes(name, (code) => (known.has(code) ? '' : undefined))
    .replace(spaces, ' ')
    .trim()
  return plain || name
}

/** An account as pages name it; the handle stands in where no name was given. */
export function personView({ account, person, emojis }: AccountParts): PersonView {
  const given = account.displayName || account.username
  const name = plainName(given, emojis)
  return {
    id: String(account.id),
    name,
    name_html: withEmojis(escapeHtml(given), emojis),
    username: accountAcct(account),
    path: profilePath(account),
    role: [person?.title, person?.department].filter(Boolean).join(', '),
    face: faceView(name, account.username, avatarPath(account)),
  }
}
