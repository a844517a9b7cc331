import assert from 'node:assert/strict'
import type { Api, ApiAnswer } from '../api.ts'

/** The address of a neighbour in a Link header, as a path. */
export function linkOf(answer: ApiAnswer, rel: 'next' | 'prev'): string | undefined {
  const found = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]
  if (found === undefined) return undefined
  const url = new URL(found)
  return url.pathname + url.search
}

/** Follows `next` from a path to the end and answers every page. */
export async function walk(api: Api, path: string): Promise<ApiAnswer[]> {
  const pages: ApiAnswer[] = []
  for (let at: string | undefined = path; at !== undefined;) {
    const page = await api.get(at)
    assert.equal(page.status, 200, `${at}: ${page.text}`)
    pages.push(page)
    assert.ok(pages.length < 100, 'the list does not end')
    at = linkOf(page, 'next')
  }
  return pages
}

/**
 * A list of accounts that pages by rows of its own: two at a time it shows what it shows at once, in the same order, `next` only on full
 * pages, `prev` by since_id and empty at the top.
 */
export async function assertRowPages(api: Api, path: string, expected: readonly string[]): Promise<void> {
  const ids = (answer: ApiAnswer) => (answer.json as { id: string }[]).map((one) => one.id)
  assert.deepEqual(ids(await api.get(path)), expected)
  const pages = await walk(api, `${path}?limit=2`)
  assert.deepEqual(pages.flatMap(ids), expected)
  const prev = linkOf(pages[0]!, 'prev')
  assert.match(prev ?? '', /since_id=\d+/)
  const above = await api.get(prev!)
  assert.deepEqual([above.json, above.headers.get('link')], [[], null])
  const second = pages.find((page, i) => i > 0 && page.json.length > 0)
  if (second) assert.deepEqual(ids(await api.get(linkOf(second, 'prev')!)), expected.slice(0, 2))
}
