import type { Environment } from '../prepare.ts'

/** What a verb is given: its own words, and where the configuration comes from. */
export interface VerbCall {
  words: string[]
  argv: string[]
  env: Environment
}

/** Says which words a verb does not know; true when there are any. */
export function refuseWords({ words }: VerbCall, known: readonly string[] = []): boolean {
  const strange = words.filter((word) => !known.includes(word))
  if (strange.length) console.error(`atrium: not understood: ${strange.join(' ')} (atrium --help)`)
  return strange.length > 0
}
