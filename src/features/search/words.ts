import { foldWords } from '#features/accounts/fold-name.ts'

/** Words that stand in the index one after the other; of the last one, with `prefix`, only the beginning. */
export interface Phrase {
  tokens: readonly string[]
  prefix: boolean
}

/** Longer words are cut. */
const longest = 64
/** More words of one post are not found. */
const mostWords = 10_000
/** From so many letters on a word also finds those that it begins. */
const stem = 3

/** Scripts that put no spaces between words, or none that part them well enough. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu

interface Run {
  letters: string[]
  spaced: boolean
}

/** A text as runs of letters: folded words, cut where a script without spaces begins or ends. */
function runsOf(text: string): Run[] {
  const runs: Run[] = []
  const add = (letters: string, spaced: boolean) => {
    if (letters !== '') runs.push({ letters: Array.from(letters), spaced })
  }
  for (const word of foldWords(text)) {
    let end = 0
    for (const found of word.matchAll(unspaced)) {
      add(word.slice(end, found.index), true)
      add(found[0], false)
      end = found.index + found[0].length
    }
    add(word.slice(end), true)
  }
  return runs
}

const wordOf = ({ letters }: Run) => letters.slice(0, longest).join('')
const pairsOf = ({ letters }: Run) => letters.slice(1).map((letter, i) => letters[i]! + letter)

/**
 * The words of a text as they stand in the index: case, width and Latin diacritics do not count. What is written without spaces stands as its
 * pairs of letters and the last one alone, so that any part of it is found. Letters, marks and numbers only (SEC:B1).
 */
export function indexWords(text: string): string[] {
  const words = runsOf(text).flatMap((run) => (run.spaced ? [wordOf(run)] : [...pairsOf(run), run.letters.at(-1)!]))
  return words.slice(0, mostWords)
}

/** What finds a text in the index; undefined when there is no word in it. `exact`: its last word is no beginning of another. */
export function phraseOf(text: string, exact: boolean): Phrase | undefined {
  const runs = runsOf(text)
  const last = runs.pop()
  if (!last) return undefined
  const before = runs.flatMap((run) => (run.spaced ? [wordOf(run)] : [...pairsOf(run), run.letters.at(-1)!]))
  if (last.spaced) return { tokens: [...before, wordOf(last)], prefix: !exact && last.letters.length >= stem }
  const single = last.letters.length === 1
  return { tokens: [...before, ...(single ? last.letters : pairsOf(last))], prefix: single }
}
