import type { Readable } from 'node:stream'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { LimitName, Out, Shape } from './row.ts'
import type { Say } from '#platform/words/words.ts'

/**
 * Classes of the header table (docs/adr, "one header table"). Rows of `media` and `embed` are asked without a session: nobody is
 * looked up, and `who` must be `anyone`.
 */
export type PageClass = 'page' | 'signin' | 'media' | 'embed'

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
  /** A browser only looks ahead: nothing may count as read. */
  isPrefetch: boolean
  header(name: string): string | undefined
  cookie(name: string): string | undefined
  /** The request's path without its query. */
  path: string
  /** The query string as sent, without `?`, for OAuth parameters that must come back byte for byte. */
  rawQuery: string
  /** The sentence of a locale key in the viewer's language; throws on an unknown key or a missing value. */
  say: Say
}

/** What a page handler returns. */
export type PageReply =
  | { kind: 'view'; template: string; data: object; title: string; status: number; headers: Record<string, string>; cookies: SetCookie[] }
  /** 303 to a path of our own; `flash` is a locale key shown once in role=status, `focus` the id of the element to focus. */
  | { kind: 'go'; path: string; flash?: string; focus?: string; cookies: SetCookie[]; headers: Record<string, string> }
  /** 303/302 to another origin or app scheme, byte for byte; only sign-in class rows may. */
  | { kind: 'leave'; url: string; cookies: SetCookie[]; headers: Record<string, string> }
  | { kind: 'stream'; parts: StreamPart[] }
  | { kind: 'raw'; status: number; type: string; body: string | Buffer | Readable | undefined; headers: Record<string, string> }

/** Name without prefix: on https it becomes `__Host-<name>`, always HttpOnly, SameSite=Lax, Path=/ (SEC:C2); `cookie(name)` reads the same. */
export interface SetCookie {
  name: string
  value: string
  /** Seconds; 0 expires it. */
  maxAge?: number
}

/** One <turbo-stream> for the element of an id, or for all that a selector finds; `partial` is rendered with `data`. */
export type StreamPart = ({ target: string } | { targets: string }) & {
  action: 'replace' | 'update' | 'append' | 'prepend' | 'remove' | 'before' | 'after'
  partial?: string
  data?: object
  morph?: boolean
}

/** Renders `views/pages/<template>.hbs` in the layout of the row's class. `title` is text, already translated. */
export const view = (
  template: string,
  title: string,
  data: object,
  o: { status?: number; headers?: Record<string, string>; cookies?: SetCookie[] } = {},
): PageReply => ({
  kind: 'view',
  template,
  data,
  title,
  status: o.status ?? 200,
  headers: o.headers ?? {},
  cookies: o.cookies ?? [],
})

/** 303 to a path of our own. */
export const go = (
  path: string,
  o: { flash?: string; focus?: string; cookies?: SetCookie[]; headers?: Record<string, string> } = {},
): PageReply => ({
  kind: 'go',
  path,
  cookies: o.cookies ?? [],
  headers: o.headers ?? {},
  ...(o.flash ? { flash: o.flash } : {}),
  ...(o.focus ? { focus: o.focus } : {}),
})

/** 303 to another origin or an app's scheme, the address untouched. */
export const leave = (url: string, o: { cookies?: SetCookie[]; headers?: Record<string, string> } = {}): PageReply => ({
  kind: 'leave',
  url,
  cookies: o.cookies ?? [],
  headers: o.headers ?? {},
})

/** Turbo stream elements, for a request that `wantsStream`. */
export const stream = (parts: StreamPart[]): PageReply => ({ kind: 'stream', parts })

export interface Page {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  row: PageRow<Shape, Shape, Shape>
  handle(c: PageCall): Promise<PageReply>
}

const pageRow =
  (method: Page['method']) =>
  <P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
    path: string,
    row: PageRow<P, Q, B>,
    handle: (c: PageCall<P, Q, B>) => Promise<PageReply>,
  ): Page => ({ method, path, row: row as PageRow<Shape, Shape, Shape>, handle: handle as Page['handle'] })

export const page = pageRow('GET')
export const form = pageRow('POST')
/** No form of ours can send it: only for addresses where Mastodon has it. */
export const erase = pageRow('DELETE')

/** One feature's table of HTML pages. */
export interface PageArea {
  name: string
  pages: readonly Page[]
}
export const pageArea = (name: string, pages: readonly Page[]): PageArea => ({ name, pages })
