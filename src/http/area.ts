import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Buckets of `reference` limits; `general` counts for every call. Declared on the route, keyed by account and token (SEC:L4, SEC:L8). */
export type LimitName = 'statuses' | 'deletes' | 'uploads' | 'follows' | 'apps' | 'signin' | 'token' | 'search' | 'paging'

type Shape = z.ZodType | undefined
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : Record<never, never>

/** What stands in an endpoint's row. The coverage page, the scope test, the limits list and the OpenAPI document read the same rows. */
export interface EndpointRow<P extends Shape, Q extends Shape, B extends Shape> {
  /**
   * The narrowest scope, as in Mastodon's documentation; its parent is accepted too. `public`: no token needed (a sent one is still
   * checked). `any`: any live token. A row without a scope does not compile and does not start (SEC:A5).
   */
  scope: string | readonly string[] | 'public' | 'any'
  /** Who may call: a person (default), a person or an app token, anyone. */
  who?: 'person' | 'app' | 'anyone'
  params?: P
  query?: Q
  body?: B
  limit?: LimitName | readonly LimitName[]
  /** The header under which a repeated POST answers the first result. */
  repeat?: 'Idempotency-Key'
  /** Bytes of body; default 256 KiB, multipart 17 MiB. */
  maxBody?: number
  /** Name of the schema in test/contract/entities, `Status`, `Status[]` ..., or `none`. */
  returns: string
  /** False for an empty stand-in: the coverage page then says "not yet". */
  done?: boolean
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
  header(name: string): string | undefined
}

/** What a handler returns when a bare JSON value does not say enough. */
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

/** Rows of an area: path in @koa/router's form; a trailing slash is always accepted too (clients.md 0.14). */
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

/** Classes of the header table (docs/adr, "one header table"). */
export type PageClass = 'page' | 'signin'

export interface PageRow<P extends Shape, Q extends Shape, B extends Shape> {
  /** `person` (default): without a session the browser is led to sign-in and back. */
  who?: 'person' | 'anyone'
  class?: PageClass
  params?: P
  query?: Q
  body?: B
  limit?: LimitName | readonly LimitName[]
  /** Unsafe methods carry a CSRF token and are checked by Origin; the snapshot test lists what is exempt (SEC:C4). */
  csrf?: 'checked' | 'exempt'
  /** Browsers may keep the page for Back only (default) or not at all. */
  store?: 'private' | 'never'
  maxBody?: number
}

/** One page request. `viewer` throws a redirect to sign-in when nobody is signed in. */
export interface PageCall<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined> {
  site: Site
  caller: Caller
  viewer: Viewer
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  locale: string
  requestId: string
  ip: string
  /** True when the answer may be Turbo stream elements (Accept: text/vnd.turbo-stream.html on an unsafe method). */
  wantsStream: boolean
  header(name: string): string | undefined
  cookie(name: string): string | undefined
  /** Raw bytes of query string as sent, for OAuth parameters that must come back byte for byte. */
  rawQuery: string
}

/** What a page handler returns. */
export type PageReply =
  | { kind: 'view'; template: string; data: object; title: string; status: number; headers: Record<string, string>; cookies: SetCookie[] }
  /** 303 to a path of our own; `flash` is a locale key shown once in role=status, `focus` the id of the element to focus. */
  | { kind: 'go'; path: string; flash?: string; focus?: string; cookies: SetCookie[] }
  /** 303/302 to another origin or app scheme, byte for byte; only sign-in class rows may. */
  | { kind: 'leave'; url: string; cookies: SetCookie[]; headers: Record<string, string> }
  | { kind: 'stream'; parts: StreamPart[] }
  | { kind: 'raw'; status: number; type: string; body: string | Buffer; headers: Record<string, string> }

export interface SetCookie {
  name: string
  value: string
  /** Seconds; 0 expires it. */
  maxAge?: number
}

/** One <turbo-stream>; `partial` is rendered with `data`. */
export interface StreamPart {
  action: 'replace' | 'update' | 'append' | 'prepend' | 'remove' | 'before' | 'after'
  target: string
  partial?: string
  data?: object
  morph?: boolean
}

/** Renders `views/pages/<template>.hbs` in the layout of the row's class. `title` is text, already translated. */
export const view = (template: string, title: string, data: object, o: { status?: number; headers?: Record<string, string>; cookies?: SetCookie[] } = {}): PageReply => ({
  kind: 'view', template, data, title, status: o.status ?? 200, headers: o.headers ?? {}, cookies: o.cookies ?? [],
})

/** 303 to a path of our own. */
export const go = (path: string, o: { flash?: string; focus?: string; cookies?: SetCookie[] } = {}): PageReply => ({
  kind: 'go', path, cookies: o.cookies ?? [], ...(o.flash ? { flash: o.flash } : {}), ...(o.focus ? { focus: o.focus } : {}),
})

/** 303 to another origin or an app's scheme, the address untouched. */
export const leave = (url: string, o: { cookies?: SetCookie[]; headers?: Record<string, string> } = {}): PageReply => ({
  kind: 'leave', url, cookies: o.cookies ?? [], headers: o.headers ?? {},
})

export const stream = (parts: StreamPart[]): PageReply => ({ kind: 'stream', parts })

export interface Page {
  method: 'GET' | 'POST'
  path: string
  row: PageRow<Shape, Shape, Shape>
  handle(c: PageCall): Promise<PageReply>
}

const pageRow =
  (method: 'GET' | 'POST') =>
  <P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
    path: string,
    row: PageRow<P, Q, B>,
    handle: (c: PageCall<P, Q, B>) => Promise<PageReply>,
  ): Page => ({ method, path, row: row as PageRow<Shape, Shape, Shape>, handle: handle as Page['handle'] })

export const page = pageRow('GET')
export const form = pageRow('POST')

/** One feature's table of HTML pages. */
export interface PageArea {
  name: string
  pages: readonly Page[]
}
export const pageArea = (name: string, pages: readonly Page[]): PageArea => ({ name, pages })
