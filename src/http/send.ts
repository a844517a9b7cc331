import { Readable, pipeline } from 'node:stream'
import { Pieces } from '#base/pieces.ts'
import { codingFor, compress, isCompressible } from './compress.ts'
import type { Exchange } from './exchange.ts'
import { giveBack, lend } from './lent-bytes.ts'

export const json = 'application/json; charset=utf-8'
export const htmlType = 'text/html; charset=utf-8'

/** What goes out: ready text or bytes, a stream, or nothing. */
export type Sendable = string | Buffer | Pieces | Readable | undefined

/**
 * The only way out for an answer: constant headers of the class, those of this exchange, then `headers` (flat; a name of the class is
 * replaced). Written in one piece past Koa's own header map, which is twice as fast. A stream is destroyed when the client leaves.
 */
export function send(x: Exchange, status: number, type: string | undefined, headers: readonly string[], body: Sendable): void {
  const { req, res } = x
  if (res.headersSent || res.destroyed) return drop(body)
  const list = headers.length ? x.base.filter(notIn(headers)) : x.base.slice()
  list.push('x-request-id', x.requestId)
  for (const text of x.extra) list.push(text)
  for (const text of headers) list.push(text)
  if (body instanceof Readable) {
    if (type !== undefined) list.push('content-type', type)
    res.writeHead(status, list)
    if (req.method === 'HEAD') {
      body.destroy()
      res.end()
      return
    }
    res.flushHeaders()
    // A client that leaves is not a fault, and one that broke in the middle can be told nothing more.
    if (type?.startsWith('text/event-stream')) x.streams.add(body)
    pipeline(body, res, () => x.streams.delete(body))
    return
  }
  if (body === undefined) {
    if (status >= 200 && status !== 204 && status !== 304) list.push('content-length', '0')
    res.writeHead(status, list)
    res.end()
    return
  }
  const text = type ?? json
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  const lent = body instanceof Pieces ? lend(length) : undefined
  if (body instanceof Pieces) body.writeTo(lent!)
  let out = body instanceof Pieces ? lent!.subarray(0, length) : body
  const coding = isCompressible(text, length) ? codingFor(req.headers['accept-encoding']) : undefined
  if (coding) {
    out = compress(out, coding)
    list.push('content-encoding', coding)
  }
  // An answer that never goes out whole keeps what it was lent.
  if (lent && coding) giveBack(lent)
  else if (lent) res.once('finish', () => giveBack(lent))
  list.push('content-type', text, 'content-length', String(coding ? out.length : length))
  res.writeHead(status, list)
  if (req.method === 'HEAD') res.end()
  else res.end(out)
}

const drop = (body: Sendable) => {
  if (body instanceof Readable) body.destroy()
}

/** Keeps the names and values of a flat list whose name does not stand in `other`. */
function notIn(other: readonly string[]) {
  const names = new Set(other.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase()))
  return (_: string, i: number, base: readonly string[]) => !names.has(base[i - (i % 2)]!)
}

/** Headers of an answer as the flat list that `send` takes, with the content type taken out. */
export function flatten(headers: Readonly<Record<string, string>>): { list: string[]; type: string | undefined } {
  const list: string[] = []
  let type: string | undefined
  for (const name in headers) {
    if (name.toLowerCase() === 'content-type') type = headers[name]
    else list.push(name.toLowerCase(), headers[name]!)
  }
  return { list, type }
}
