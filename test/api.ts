import assert from 'node:assert/strict'
import { areas } from '#processes/areas.ts'
import { undescribed } from './contract/described.ts'
import { proofsOf } from './contract/judge-exchange.ts'
import { recordPass, recordProof } from './contract/record.ts'
import { validate } from './contract/validate.ts'

export interface ApiAnswer {
  status: number
  headers: Headers
  text: string
  // Answers are checked against their entity; a test reads single keys of them.
  // oxlint-disable-next-line typescript/no-explicit-any
  json: any
}

export interface ApiRequest {
  /** Sent as JSON; a URLSearchParams or FormData goes as it is. */
  body?: unknown
  headers?: Record<string, string>
}

type Send = (path: string, o?: ApiRequest) => Promise<ApiAnswer>

export interface Api {
  get: Send
  post: Send
  put: Send
  patch: Send
  delete: Send
}

const rows = areas.flatMap(({ endpoints }) =>
  endpoints.map(({ method, path, row }) => ({
    method,
    path,
    row,
    returns: row.returns,
    done: row.done !== false,
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`),
    fixed: !path.includes(':'),
  })),
)

/** The row that answers a request: a fixed path before one with parameters. */
export const rowFor = (method: string, path: string) => {
  const fitting = rows.filter((row) => row.method === method && row.pattern.test(path))
  return fitting.find((row) => row.fixed) ?? fitting[0]
}

/** Talks to a listening server as an app does. */
export function apiAt(url: string, token?: string): Api {
  const send =
    (method: string): Send =>
    async (path, o = {}) => {
      const headers: Record<string, string> = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...o.headers }
      const plain = o.body === undefined || typeof o.body === 'string' || o.body instanceof URLSearchParams || o.body instanceof FormData
      if (!plain) headers['content-type'] ??= 'application/json'
      const body = plain ? (o.body as string | URLSearchParams | FormData | undefined) : JSON.stringify(o.body)
      const answer = await fetch(url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
      const text = await answer.text()
      const isJson = /json/.test(answer.headers.get('content-type') ?? '')
      const json: unknown = isJson ? JSON.parse(text) : undefined
      const { ok, status } = answer
      const [at, query = ''] = path.split('?') as [string, string?]
      const row = rowFor(method, at)
      if (row) {
        assert.deepEqual(undescribed({ method, row: row.path, query, body: o.body, status }), [], path)
        if (ok && isJson) validate(row.returns, json)
        const key = `${method} ${row.path}`
        if (row.done && ok && isJson) recordPass(key)
        const seen = { token, path, ok, status, text, link: answer.headers.get('link') }
        if (row.done) for (const proof of proofsOf(row, seen)) recordProof(proof, key)
      }
      return { status, headers: answer.headers, text, json }
    }
  return { get: send('GET'), post: send('POST'), put: send('PUT'), patch: send('PATCH'), delete: send('DELETE') }
}
