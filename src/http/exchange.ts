import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type Koa from 'koa'
import type { Caller } from '#base/viewer.ts'
import type { HeaderClass } from './headers.ts'

/** The form in which answers and errors are written. */
export type Surface = 'api' | 'oauth' | 'page'

/** A row of an area, made ready to be run. Everything about a request is decided on it and never on the text of its address (SEC:A6). */
export interface Route {
  /** `GET /api/v1/statuses/:id`, whatever form the address had. */
  id: string
  surface: Surface
  class: HeaderClass
  /** Which credential is looked at. A cookie never authenticates the API, a token never a page (SEC:B8). */
  credential: 'token' | 'session' | 'none'
  /** The token may stand in the query. */
  queryToken: boolean
  /** Bytes of body; absent = by type. */
  maxBody?: number
  run(x: Exchange): Promise<void>
}

const anonymous: Caller = { kind: 'anonymous' }

/** One request and its answer, as the toolkit passes it along. */
export class Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly requestId: string
  path = '/'
  /** Without `?`. */
  rawQuery = ''
  ip = ''
  surface: Surface = 'page'
  /** Headers of the class, flat: name, value, name, value. */
  base: readonly string[] = []
  /** Further headers of this answer, flat, whatever it will be: rate limits. */
  extra: string[] = []
  caller: Caller = anonymous
  /** A token was sent and is worth nothing: 401 on every row, also where none is needed. */
  deadToken = false
  locale = 'en'
  route?: Route
  params: Record<string, string> = {}
  /** Open streams of events of this process. */
  readonly streams: Set<Readable>

  constructor(req: IncomingMessage, res: ServerResponse, requestId: string, streams: Set<Readable>) {
    this.req = req
    this.res = res
    this.requestId = requestId
    this.streams = streams
  }

  /** A header of the request by its lower-case name. */
  header(name: string): string | undefined {
    const value = this.req.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
}

export type Context = Koa.ParameterizedContext<Koa.DefaultState, { x: Exchange }>
export type Middleware = Koa.Middleware<Koa.DefaultState, { x: Exchange }>
