import type { ActiveRow } from './filters.queries.ts'
import type { Filter } from './filters.schema.ts'

/** A filter that a post falls under, and why. */
export interface FilterMatch {
  filter: Filter
  /** Its words that stand in the post, as their owner wrote them. */
  keywords: string[]
  /** The post itself, or what it boosts, was put under the filter. */
  statusIds: number[]
}

/** What is looked at: the ids of a post and of what it boosts, and the words of it. */
export interface Filtered {
  ids: readonly number[]
  text: string
}

interface Keyword {
  written: string
  folded: string
  /** Where the word begins or ends with a letter, a letter beside it makes it another word. */
  edges: { before: boolean; after: boolean }
}

interface Rules {
  filter: Filter
  keywords: Keyword[]
  statusIds: Set<number>
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
const wordStart = /^[\p{L}\p{M}\p{N}\p{Pc}]/u
const wordEnd = /[\p{L}\p{M}\p{N}\p{Pc}]$/u

/**
 * Makes the matcher of one account's active filters: keywords regardless of case, whole words where that was asked for. Plain search and no
 * patterns, so the cost is that of reading the text once for each keyword.
 */
export function filterMatcher(rows: readonly ActiveRow[]): (post: Filtered) => FilterMatch[] {
  const rules = [...rulesOf(rows).values()]
  if (rules.length === 0) return () => []
  return (post) => {
    const text = fold(post.text)
    return rules.flatMap(({ filter, keywords, statusIds }) => {
      const match = {
        filter,
        keywords: keywords.filter((keyword) => stands(text, keyword)).map((keyword) => keyword.written),
        statusIds: post.ids.filter((id) => statusIds.has(id)),
      }
      return match.keywords.length + match.statusIds.length > 0 ? [match] : []
    })
  }
}

/** The rows of a filter repeat its keywords for each of its posts. */
function rulesOf(rows: readonly ActiveRow[]): Map<number, Rules> {
  const rules = new Map<number, Rules & { written: Set<string> }>()
  for (const { filter, keyword, wholeWord, statusId } of rows) {
    const own = rules.get(filter.id) ?? { filter, keywords: [], statusIds: new Set(), written: new Set() }
    rules.set(filter.id, own)
    if (statusId !== null) own.statusIds.add(statusId)
    if (keyword === null || own.written.has(`${keyword}:${String(wholeWord)}`)) continue
    own.written.add(`${keyword}:${String(wholeWord)}`)
    const folded = fold(keyword)
    const edges = { before: wholeWord === true && wordStart.test(folded), after: wholeWord === true && wordEnd.test(folded) }
    own.keywords.push({ written: keyword, folded, edges })
  }
  return rules
}

function stands(text: string, { folded, edges }: Keyword): boolean {
  for (let at = text.indexOf(folded); at !== -1; at = text.indexOf(folded, at + 1)) {
    const joinedBefore = edges.before && wordEnd.test(text.slice(Math.max(0, at - 2), at))
    const joinedAfter = edges.after && wordStart.test(text.slice(at + folded.length, at + folded.length + 2))
    if (!joinedBefore && !joinedAfter) return true
  }
  return false
}
