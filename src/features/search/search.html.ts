import type { PageKind } from './search.input.ts'

/** Of everything: so many of each kind are shown, and so many looked for, to know whether there are more. */
export const foundParts = { each: 5, all: 6 }

/** Address of a search; `type` '' = everything. */
export const searchPath = (q: string, type: PageKind | '') =>
  `/search?${new URLSearchParams({ q, ...(type === '' ? {} : { type }) }).toString()}`

const kinds = ['', 'people', 'posts', 'tags'] as const

/** The kinds of results; `here`: the one that is shown. */
export const searchTabs = (q: string, type: PageKind | '') =>
  kinds.map((kind) => ({ path: searchPath(q, kind), label: `search.kind_${kind || 'all'}`, here: kind === type }))

/** What narrows a search down: the operators of `read-query.ts`, each with an example and what it does (a locale key). */
export const operators = [
  { example: 'from:me', label: 'search.op_from' },
  { example: 'has:image', label: 'search.op_has' },
  { example: 'is:reply', label: 'search.op_is' },
  { example: 'language:de', label: 'search.op_language' },
  { example: 'before:2026-10', label: 'search.op_before' },
  { example: 'in:library', label: 'search.op_in' },
  { example: '"24 V"', label: 'search.op_phrase' },
  { example: '-canteen', label: 'search.op_not' },
]
