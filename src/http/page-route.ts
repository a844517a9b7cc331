import { unauthorized } from '#base/errors.ts'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { isPrefetch, wantsStream } from './accepts.ts'
import { ownOrigin } from './address.ts'
import { answerPage } from './answer-page.ts'
import { readCookie } from './cookies.ts'
import { countCall, limitsOf } from './count-call.ts'
import { checkSameOrigin, checkToken } from './csrf.ts'
import type { Exchange, Route } from './exchange.ts'
import { readPairs, tree } from './input/brackets.ts'
import { uploadsIn } from './input/multipart.ts'
import { readBody } from './input/read-body.ts'
import { readerFor } from './input/read-input.ts'
import { go, type Page, type PageCall } from './page.ts'
import type { Parts } from './parts.ts'
import { uploadsFolder, withUploads } from './uploads.ts'
import type { Say } from '#platform/words/words.ts'

/** One page request as its handler sees it. */
class OnePageCall implements PageCall {
  readonly site: Site
  readonly params: Record<never, never>
  readonly query: Record<never, never>
  readonly body: Record<never, never>
  #x: Exchange
  #parts: Parts

  constructor(parts: Parts, x: Exchange, params: object, query: object, body: object) {
    this.#parts = parts
    this.#x = x
    this.site = parts.site
    this.params = params
    this.query = query
    this.body = body
  }
  get caller(): Caller {
    return this.#x.caller
  }
  get viewer(): Viewer {
    if (this.#x.caller.kind === 'session') return this.#x.caller.viewer
    throw signInFirst
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
  get wantsStream() {
    return wantsStream(this.#x.req)
  }
  get isPrefetch() {
    return isPrefetch(this.#x.req)
  }
  get say(): Say {
    return (key, values) => this.#parts.words.say(this.#x.locale, key, values)
  }
  header(name: string): string | undefined {
    return this.#x.header(name.toLowerCase())
  }
  cookie(name: string): string | undefined {
    return readCookie(this.#x.req.headers.cookie, name, this.site.config.https)
  }
}

/** Thrown where a page needs a person and nobody is signed in; the browser is led to sign-in and back. */
export const signInFirst = unauthorized('sign_in_first', 'Please sign in first')

/** Makes the route of one page: limits, origin, person, input, token, handler, answer, in this order. */
export function pageRoute(parts: Parts, page: Page): Route {
  const { method, path, row, handle } = page
  const kind = row.class ?? 'page'
  const bare = kind === 'media' || kind === 'embed'
  const needsPerson = (row.who ?? 'person') === 'person'
  if (bare && needsPerson) throw new Error(`${method} ${path}: a page of class ${kind} cannot know who asks`)
  const limits = limitsOf(row.limit)
  const checked = method !== 'GET' && row.csrf !== 'exempt'
  const readParams = row.params && readerFor(row.params, 'params')
  const readQuery = row.query && readerFor(row.query, 'query')
  const readForm = readerFor(row.body, 'body')
  const folder = uploadsFolder(parts.site)
  const most = row.maxBody === undefined ? {} : { most: row.maxBody }

  return {
    id: `${method} ${path}`,
    surface: 'page',
    class: kind === 'page' && row.store === 'never' ? 'never' : kind,
    credential: bare ? 'none' : 'session',
    queryToken: false,
    ...(row.maxBody === undefined ? {} : { maxBody: row.maxBody }),
    async run(x) {
      if (!bare) countCall(parts, x, limits)
      if (checked) checkSameOrigin(x.req, ownOrigin(x.req, parts.site.config))
      if (needsPerson && x.caller.kind !== 'session') return await leadToSignIn(parts, x)
      const params = readParams ? (readParams(x.params) as object) : {}
      const query = readQuery ? (readQuery(x.rawQuery === '' ? tree() : readPairs(x.rawQuery)) as object) : {}
      const raw = method !== 'GET' ? await readBody(x.req, { folder, ...most }) : tree()
      await withUploads(raw, async () => {
        // Files count wherever they come along, so that no form is a way round the limit.
        if (!limits.includes('uploads')) for (const _ of uploadsIn(raw)) countCall(parts, x, ['uploads'])
        if (checked) checkToken(x.caller, raw['csrf'] ?? x.header('x-csrf-token'))
        try {
          const reply = await handle(new OnePageCall(parts, x, params, query, readForm(raw) as object))
          await answerPage(parts, x, kind, reply)
        } catch (error) {
          if (error !== signInFirst) throw error
          await leadToSignIn(parts, x)
        }
      })
    },
  }
}

/** To the sign-in page, which leads back to a page that was asked for; a form is lost and leads home. */
async function leadToSignIn(parts: Parts, x: Exchange): Promise<void> {
  const back = x.req.method === 'GET' ? x.path + (x.rawQuery === '' ? '' : `?${x.rawQuery}`) : '/'
  await answerPage(parts, x, 'page', go(parts.doors.signIn(back)))
}
