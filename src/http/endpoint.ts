import { unauthorized } from '#base/errors.ts'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { Call, Endpoint } from './area.ts'
import type { Exchange, Route } from './exchange.ts'
import { guardFor, viewerOf } from './guard.ts'
import { readPairs, tree, type Tree } from './input/brackets.ts'
import { readBody } from './input/read-body.ts'
import { queryReader } from './input/query-reader.ts'
import { readerFor } from './input/read-input.ts'
import { countCall, limitsOf } from './count-call.ts'
import type { Parts } from './parts.ts'
import { answerJson } from './answer-json.ts'
import { uploadsFolder, withUploads } from './uploads.ts'
import type { Say } from '#platform/words/words.ts'

/** One API request as its handler sees it. A class, so that a request costs one object and no closures. */
class EndpointCall implements Call {
  readonly site: Site
  readonly params: Record<never, never>
  readonly query: Record<never, never>
  readonly body: Record<never, never>
  readonly repeatKey?: string
  #x: Exchange
  #parts: Parts

  constructor(parts: Parts, x: Exchange, params: object, query: object, body: object, repeatKey: string | undefined) {
    this.#parts = parts
    this.#x = x
    this.site = parts.site
    this.params = params
    this.query = query
    this.body = body
    if (repeatKey) this.repeatKey = repeatKey
  }
  get caller(): Caller {
    return this.#x.caller
  }
  get viewer(): Viewer {
    return viewerOf(this.#x.caller)
  }
  get locale() {
    return this.#x.locale
  }
  get requestId() {
    return this.#x.requestId
  }
  get ip() {
    return this.#x.ip
  }
  get path() {
    return this.#x.path
  }
  get rawQuery() {
    return this.#x.rawQuery
  }
  get say(): Say {
    return (key, values) => this.#parts.words.say(this.#x.locale, key, values)
  }
  header(name: string): string | undefined {
    return this.#x.header(name.toLowerCase())
  }
}

/** Makes the route of one endpoint: limits, guard, input, handler, answer, in this order. */
export function endpointRoute(parts: Parts, { method, path, row, handle }: Endpoint): Route {
  const guard = guardFor(row)
  const limits = limitsOf(row.limit)
  const readParams = row.params && readerFor(row.params, 'params')
  const readQuery = row.query && queryReader(readerFor(row.query, 'query'), { secret: row.queryToken ?? false })
  const readForm = row.body && readerFor(row.body, 'body')
  const surface = row.surface ?? 'api'
  // Mastodon merges the query into the body; RFC 6749, 3.2 forbids it.
  const merges = surface === 'api' && !row.query
  const folder = uploadsFolder(parts.site)
  const most = row.maxBody === undefined ? {} : { most: row.maxBody }

  const bodyOf = async (x: Exchange): Promise<Tree> => {
    const body = await readBody(x.req, { folder, ...most })
    return merges && x.rawQuery !== '' ? Object.assign(tree(), readPairs(x.rawQuery), body) : body
  }

  return {
    id: `${method} ${path}`,
    surface,
    class: 'api',
    // A client that revokes or renews may still send its dead token along; there it is the client that is asked who it is.
    credential: surface === 'oauth' && row.scope === 'public' ? 'none' : 'token',
    queryToken: row.queryToken ?? false,
    ...(row.maxBody === undefined ? {} : { maxBody: row.maxBody }),
    async run(x) {
      countCall(parts, x, limits, row.shows)
      // Streams have words of their own, and tell a disabled person no more than a dead token.
      if (row.queryToken && (x.deadToken || (x.caller.kind === 'token' && x.caller.disabled)))
        throw unauthorized('stream_token', 'Invalid access token')
      if (x.deadToken) throw unauthorized()
      guard(x.caller)
      const params = readParams ? (readParams(x.params) as object) : {}
      const query = readQuery ? readQuery(x.rawQuery) : {}
      const repeatKey = row.repeat && x.header(row.repeat.toLowerCase())
      if (!readForm) {
        answerJson(x, await handle(new EndpointCall(parts, x, params, query, {}, repeatKey)))
        return
      }
      const raw = await bodyOf(x)
      await withUploads(raw, async () => {
        const body = readForm(raw) as object
        answerJson(x, await handle(new EndpointCall(parts, x, params, query, body, repeatKey)))
      })
    },
  }
}
