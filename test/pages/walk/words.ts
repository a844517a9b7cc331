import { readFileSync } from 'node:fs'

const keys = new Set(Object.keys(JSON.parse(readFileSync('views/locales/en.json', 'utf8')) as object))
const slips = /\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date|\bnull\b|\{\w+\}|\{\{/g

/** Words in a page that nobody wrote for a reader: what a program says of nothing, holes that were not filled, keys of sentences. */
export function slipsIn(said: readonly string[]): string[] {
  const found = new Set<string>()
  for (const text of said) {
    for (const [slip] of text.matchAll(slips))
      found.add(`says ${slip}: ${text.slice(Math.max(0, text.indexOf(slip) - 30), text.indexOf(slip) + 50)}`)
    for (const [word] of text.matchAll(/\b[a-z_]+\.[a-z0-9_]+\b/g)) if (keys.has(word)) found.add(`says the key ${word}`)
  }
  return [...found]
}
