import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Says a sentence of `views/locales/<locale>.json`; `count` chooses the plural form. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** A sentence, or one for each plural category of its language: `{ "one": "{count} answer", "other": "{count} answers" }`. */
type Sentence = string | Partial<Record<Intl.LDMLPluralRule, string>>

/** A sentence cut at its `{name}`s: words at even places, names at odd ones. */
export type Pieces = readonly string[]

/** English is complete; it stands in where another language has no sentence yet. */
export const fallbackLocale = 'en'

interface Locale {
  sentences: ReadonlyMap<string, Sentence>
  pieces: Map<string, Pieces>
  plural: Intl.PluralRules
  number: Intl.NumberFormat
}

/** Every sentence that people read, in every language of `views/locales`. */
export class Words {
  #locales = new Map<string, Locale>()

  /** `folder`: holds one `<BCP 47>.json` for each language, flat keys `area.sentence`. */
  constructor(folder: string) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const tag = file.slice(0, -'.json'.length)
      const sentences: Record<string, Sentence> = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      this.#locales.set(tag, {
        sentences: new Map(Object.entries(sentences)),
        pieces: new Map(),
        plural: new Intl.PluralRules(tag),
        number: new Intl.NumberFormat(tag),
      })
    }
    if (!this.#locales.has(fallbackLocale)) throw new Error(`${folder} has no ${fallbackLocale}.json`)
  }

  get locales(): string[] {
    return [...this.#locales.keys()]
  }

  has(locale: string, key: string): boolean {
    return this.#locales.get(locale)?.sentences.has(key) ?? false
  }

  /** The pieces of a sentence, kept once they are cut. Throws on an unknown key and on a plural sentence without `count`. */
  pieces(locale: string, key: string, count?: unknown): Pieces {
    const own = this.#locales.get(locale)
    const from = own?.sentences.has(key) ? own : this.#locale(fallbackLocale)
    const sentence = from.sentences.get(key)
    if (sentence === undefined) throw new Error(`no sentence has the key "${key}"`)
    const form = typeof sentence === 'string' ? '' : from.plural.select(counted(key, count))
    const kept = from.pieces.get(`${key} ${form}`)
    if (kept) return kept
    const text = typeof sentence === 'string' ? sentence : (sentence[form as Intl.LDMLPluralRule] ?? sentence.other ?? '')
    const pieces = text.split(/\{(\w+)\}/)
    from.pieces.set(`${key} ${form}`, pieces)
    return pieces
  }

  /** A number as the language writes it. */
  number(locale: string, value: number): string {
    return this.#locale(locale).number.format(value)
  }

  /** The sentence as plain text. Throws on an unknown key and on a value that is missing. */
  say(locale: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const pieces = this.pieces(locale, key, values['count'])
    return pieces.length === 1
      ? pieces[0]!
      : pieces.map((piece, i) => (i % 2 ? this.value(locale, key, piece, values[piece]) : piece)).join('')
  }

  /** One value as it stands in a sentence. Throws when it is missing. */
  value(locale: string, key: string, name: string, value: unknown): string {
    if (typeof value === 'number') return this.number(locale, value)
    if (typeof value === 'string') return value
    throw new Error(`the sentence "${key}" misses its value "${name}"`)
  }

  #locale(tag: string): Locale {
    return this.#locales.get(tag) ?? this.#locales.get(fallbackLocale)!
  }
}

function counted(key: string, count: unknown): number {
  if (typeof count === 'number') return count
  throw new Error(`the sentence "${key}" needs a count`)
}
