import { undescribed } from '../contract/described.ts'
import { validate } from '../contract/validate.ts'
import { rowFor } from '../api.ts'

/**
 * Checks what a library of this process gets through the global `fetch` from the server at `url` as strictly as what `api()` gets. Answers
 * the faults, in the order in which they came; a library would only hide them.
 */
export function watchFetch(url: string): { faults: string[]; seen: number } {
  const watched = { faults: [] as string[], seen: 0 }
  const plain = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init)
    const { href } = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    const { pathname, search } = new URL(href)
    const row = href.startsWith(`${url}/`) ? rowFor(method, pathname) : undefined
    if (!row || !answer.ok || !/json/.test(answer.headers.get('content-type') ?? '')) return answer
    watched.seen++
    watched.faults.push(...undescribed({ method, row: row.path, query: search.slice(1), status: answer.status }))
    const json: unknown = await answer.clone().json()
    try {
      validate(row.returns, json)
    } catch (error) {
      watched.faults.push(`${method} ${pathname}: ${(error as Error).message}`)
    }
    return answer
  }
  return watched
}
