import type { Viewer } from '#base/viewer.ts'
import { type Api, rowFor } from './api.ts'
import { makeToken } from './people.ts'
import type { TestWeb } from './web.ts'

/**
 * Talks as somebody's app that holds, for each request, a token of exactly the scope that its row asks for and nothing else. A row that asks
 * for none gets a token that opens nothing.
 */
export function exactly(t: TestWeb, viewer: Viewer): Api {
  const made = new Map<string, Promise<Api>>()
  const holding = (scope: string) => {
    const api = made.get(scope) ?? makeToken(t.site, viewer, [scope]).then((token) => t.api(token))
    made.set(scope, api)
    return api
  }
  const send =
    (verb: keyof Api): Api['get'] =>
    async (path, o) => {
      const scope = [rowFor(verb.toUpperCase(), path.split('?')[0]!)?.row.scope ?? 'any'].flat()[0]!
      return await (await holding(scope === 'any' || scope === 'public' ? 'profile' : scope))[verb](path, o)
    }
  return { get: send('get'), post: send('post'), put: send('put'), patch: send('patch'), delete: send('delete') }
}
