import { Answer } from './area.ts'

/** What a page of a list needs of its request to point at its neighbours; every Call has it. */
export interface Paged {
  site: { config: { url: string } }
  path: string
  rawQuery: string
}

/** Cursor parameters of the neighbours; absent = no such link. `next: { max_id }`, `prev: { min_id }` or `{ since_id }`. */
export interface Cursors {
  next?: Readonly<Record<string, string | number>>
  prev?: Readonly<Record<string, string | number>>
}

/** Parameters that are a cursor: a neighbour's address carries its own in place of these. */
const cursorNames = new Set(['max_id', 'since_id', 'min_id', 'page', 'offset'])

/**
 * Mastodon's Link header: absolute addresses from the configured `url`, the request's filters repeated, the cursor
 * appended. Undefined when there is no neighbour.
 */
export function linkHeader(call: Paged, cursors: Cursors): string | undefined {
  const kept = new URLSearchParams(call.rawQuery)
  for (const name of cursorNames) kept.delete(name)
  kept.delete('access_token')
  const link = (rel: 'next' | 'prev') => {
    const cursor = cursors[rel]
    if (!cursor) return []
    const query = new URLSearchParams(kept)
    for (const [name, value] of Object.entries(cursor)) query.set(name, String(value))
    return [`<${call.site.config.url}${call.path}?${query.toString()}>; rel="${rel}"`]
  }
  const links = [...link('next'), ...link('prev')]
  return links.length ? links.join(', ') : undefined
}

/** A page of a list as an API answer with its Link header. `body` may be ready JSON text. */
export function paged(call: Paged, body: unknown, cursors: Cursors, headers: Record<string, string> = {}): Answer {
  const link = linkHeader(call, cursors)
  return new Answer(body, { headers: link ? { ...headers, link } : headers })
}

/**
 * Cursors of a list that pages by rows of its own (follows, blocks, mutes ...): on only after a full page, back by `since_id`.
 * None for an empty page.
 */
export function rowCursors(rows: readonly { id: number }[], limit: number): Cursors {
  const [first, last] = [rows.at(0), rows.at(-1)]
  if (!first || !last) return {}
  return { ...(rows.length < limit ? {} : { next: { max_id: last.id } }), prev: { since_id: first.id } }
}

/** Cursors of a list that pages by counting: on only after a full page of `count` results, back as long as something was skipped. */
export function offsetCursors(count: number, { limit, offset }: { limit: number; offset: number }): Cursors {
  return {
    ...(limit > 0 && count === limit ? { next: { offset: offset + limit } } : {}),
    ...(offset > 0 ? { prev: { offset: Math.max(0, offset - limit) } } : {}),
  }
}
