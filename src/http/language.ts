import { fallbackLocale } from '#platform/words/words.ts'

/** Chooses among the languages that we have; answers are kept, since browsers send few different headers. */
export class Languages {
  #known: ReadonlyMap<string, string>
  #kept = new Map<string, string>()

  constructor(locales: readonly string[]) {
    this.#known = new Map(locales.map((tag) => [tag.toLowerCase(), tag]))
  }

  /** The person's language if we have it, or its base language; English otherwise. */
  of(locale: string): string {
    return this.#find(locale) ?? fallbackLocale
  }

  /** The best language of an Accept-Language header (RFC 9110, 12.5.4). */
  accepted(header: string | undefined): string {
    if (!header) return fallbackLocale
    const kept = this.#kept.get(header)
    if (kept) return kept
    const ranges = header
      .slice(0, 200)
      .split(',')
      .map((range) => {
        const [tag = '', ...rest] = range.trim().split(';')
        const weight = rest.map((part) => /^\s*q=([\d.]+)\s*$/.exec(part)?.[1]).find((q) => q !== undefined)
        return { tag, weight: weight === undefined ? 1 : Number(weight) }
      })
      .filter((range) => range.weight > 0)
      .sort((a, b) => b.weight - a.weight)
    const found = ranges.map((range) => this.#find(range.tag)).find((tag) => tag !== undefined) ?? fallbackLocale
    if (this.#kept.size > 500) this.#kept.clear()
    this.#kept.set(header, found)
    return found
  }

  #find(tag: string): string | undefined {
    const lower = tag.trim().toLowerCase()
    return this.#known.get(lower) ?? this.#known.get(lower.split('-')[0]!)
  }
}
