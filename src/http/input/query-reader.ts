import { LRUCache } from 'lru-cache'
import { readPairs, tree } from './brackets.ts'
import type { Reader } from './read-input.ts'

/** Queries that one endpoint remembers, and the length of the longest of them. */
const most = 50
const longest = 100

/**
 * Makes the reader of raw queries, which remembers what short ones said: apps ask with the same few words again and again, and reading them
 * costs more than many an answer. What it answers is shared, so it is frozen. `secret`: queries that may hold a token are not remembered.
 */
export function queryReader(read: Reader, o: { secret: boolean }): (rawQuery: string) => object {
  const known = new LRUCache<string, object>({ max: most })
  return (rawQuery) => {
    const before = known.get(rawQuery)
    if (before) return before
    const query = read(rawQuery === '' ? tree() : readPairs(rawQuery)) as object
    if (!o.secret && rawQuery.length <= longest) known.set(rawQuery, freeze(query))
    return query
  }
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner as object)
  return Object.freeze(value)
}
