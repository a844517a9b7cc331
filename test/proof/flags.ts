import { parseArgs } from 'node:util'
import { type Walker, walkers } from '../pages/walk/people.ts'

/** What of the whole is wanted. */
export interface Wanted {
  walkers: readonly Walker[]
  /** Part of an address or of a state's name; empty for all. */
  only: string
}

/** Reads `--as employee,hire` and `--only /publish`. Throws for a walker that is none. */
export function readFlags(argv: readonly string[]): Wanted {
  const { values } = parseArgs({ args: [...argv], options: { as: { type: 'string' }, only: { type: 'string' } } })
  const named = values.as?.split(',') ?? walkers
  const strange = named.filter((name) => !walkers.includes(name as Walker))
  if (strange.length > 0) throw new Error(`nobody walks as ${strange.join(', ')}; there are ${walkers.join(', ')}`)
  return { walkers: named as Walker[], only: values.only ?? '' }
}
