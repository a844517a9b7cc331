import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { LimitName, Out, Shape } from './row.ts'
import type { Say } from '#platform/words/words.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What stands in an endpoint's row. The coverage page, the scope test, the limits list and the OpenAPI document read the same rows. */
export interface EndpointRow<P extends Shape, Q extends Shape, B extends Shape> {
  /**
   * The narrowest scope, as in Mastodon's documentation; its parent is accepted too. `public`: no token needed (a sent one is still
   * checked, its scopes are not). `any`: any live token. A list: any of them. A row without a scope does not compile and does not start (SEC:A5).
   */
  scope: string | readonly string[] | 'public' | 'any'
  /**
   * Who may call: a person (default), a person or an app token, anyone. With `anyone` and a scope, a token that is sent must hold
   * the scope (SEC:A2); `public` implies `anyone`.
   */
  who?: 'person' | 'app' | 'anyone'
  params?: P
  query?: Q
  body?: B
  limit?: LimitName | readonly LimitName[]
  /** A family whose headers the answer shows although the call does not count in it. */
  shows?: LimitName
  /** The header under which a repeated POST answers the first result. */
  repeat?: 'Idempotency-Key'
  /** Bytes of body; default 256 KiB, multipart 17 MiB. */
  maxBody?: number
  /** Name of the schema in features/apidoc/entities, `Status`, `Status[]`, `Status|ScheduledStatus` ..., or `none`. */
  returns: string
  /** Statuses beyond 200 and the errors that follow from the rest of the row, each with a word for the OpenAPI document. */
  answers?: Readonly<Record<number, string>>
  /** False for an empty stand-in: the coverage page then says "not yet". */
  done?: boolean
  /** The token may also stand in the query as `access_token`: streaming only. */
  queryToken?: boolean
  /** API (default) wears CORS and JSON errors; `oauth` answers errors in RFC 6749 form. */
  surface?: 'api' | 'oauth'
}

/** One API request as a handler sees it: everything is checked and parsed. */
export interface Call<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined> {
  site: Site
  caller: Caller
  /** The person; throws 422 "This method requires an authenticated user" for an app token, so only `who: 'person'` rows use it freely. */
  viewer: Viewer
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  /** Value of the `repeat` header, when it was sent. */
  repeatKey?: string
  /** Language for messages and for language-dependent fields. */
  locale: string
  requestId: string
  /** Address of the person by the trusted-proxy rule, for audit only. */
  ip: string
  /** The request's path without its query, and the query as it was sent without `?`: what Link headers are made of. */
  path: string
  rawQuery: string
  /** The sentence of a locale key in the caller's language; throws on an unknown key or a missing value. */
  say: Say
  header(name: string): string | undefined
}

/**
 * What a handler returns when a bare JSON value does not say enough. A string body, whole or in Pieces, is ready JSON text (or text of the
 * `content-type` given) and goes out as it is; a Readable is piped and destroyed when the client leaves; `undefined` is an empty body.
 */
export class Answer {
  readonly body: unknown
  readonly status: number
  readonly headers: Record<string, string>
  constructor(body: unknown, o: { status?: number; headers?: Record<string, string> } = {}) {
    this.body = body
    this.status = o.status ?? 200
    this.headers = o.headers ?? {}
  }
}

export interface Endpoint {
  method: Method
  path: string
  // The table is heterogeneous; `endpoint()` below has checked the handler against its own shapes.
  row: EndpointRow<Shape, Shape, Shape>
  handle(c: Call): Promise<unknown>
}

const endpoint =
  (method: Method) =>
  <P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
    path: string,
    row: EndpointRow<P, Q, B>,
    handle: (c: Call<P, Q, B>) => Promise<unknown>,
  ): Endpoint => ({ method, path, row: row as EndpointRow<Shape, Shape, Shape>, handle: handle as Endpoint['handle'] })

/** Rows of an area: path in @koa/router's form; a trailing slash is always accepted too (Mastodon.py and Ice Cubes send one). */
export const get = endpoint('GET')
export const post = endpoint('POST')
export const put = endpoint('PUT')
export const patch = endpoint('PATCH')
export const del = endpoint('DELETE')

/** One feature's table of API endpoints. */
export interface Area {
  name: string
  endpoints: readonly Endpoint[]
}
export const area = (name: string, endpoints: readonly Endpoint[]): Area => ({ name, endpoints })

export type { LimitName } from './row.ts'
export type { PageArea } from './page.ts'
