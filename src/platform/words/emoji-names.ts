import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** A character that is a picture, and what a language calls it (CLDR). */
export interface NamedEmoji {
  emoji: string
  name: string
  /** Everything that it is found by, in small letters without accents. */
  terms: readonly string[]
  group: EmojiGroup
}

export type EmojiGroup = 'smileys' | 'people' | 'nature' | 'food' | 'travel' | 'activities' | 'objects' | 'symbols' | 'flags'

/** Unicode's groups by their numbers; 2 are parts of emoji, such as the tones of skin, which are nothing by themselves. */
const groups: readonly (EmojiGroup | undefined)[] = [
  'smileys',
  'people',
  undefined,
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
]

/** Newer ones are an empty box on most machines of a company. */
const newest = 15

interface Row {
  shortcodes: string[]
  annotation: string
  tags: string[]
  emoji: string
  group: number
  version: number
}

const load = createRequire(import.meta.url)
const kept = new Map<string, readonly NamedEmoji[]>()

/** Text as it is compared: small letters without accents. */
export const foldTerm = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const named = ({ shortcodes, annotation, tags, emoji, group }: Row): NamedEmoji[] => {
  const own = groups[group]
  const terms = [annotation, ...shortcodes, ...tags].map(foldTerm)
  return own ? [{ emoji, name: annotation, terms: [...new Set(terms)], group: own }] : []
}

/** All emoji in the order of Unicode with their names in a language, English where it has none. Read at the first wish (10 ms) and kept. */
export function emojiNames(locale: string): readonly NamedEmoji[] {
  const known = kept.get(locale)
  if (known) return known
  const file = [locale, locale.split('-')[0]!, 'en'].map(pathOf).find((path) => path !== undefined)
  if (file === undefined) throw new Error('the names of emoji are not installed')
  const rows: Row[] = JSON.parse(readFileSync(file, 'utf8'))
  const list = rows.filter(({ version }) => version <= newest).flatMap(named)
  kept.set(locale, list)
  return list
}

function pathOf(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z]+)?$/i.test(tag)) return undefined
  try {
    return load.resolve(`emoji-picker-element-data/${tag.toLowerCase()}/cldr/data.json`)
  } catch {
    return undefined
  }
}
