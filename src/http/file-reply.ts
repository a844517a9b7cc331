import type { Readable } from 'node:stream'
import type { PageCall, PageReply } from './page.ts'
import { type Range, rangeOf } from './range.ts'

/** A file that does not change under its address. */
export interface ServedFile {
  mime: string
  size: number
  sha256: string
  name: string
  open(range?: Range): Promise<Readable>
}

/** A name in a header line (RFC 6266). */
const disposition = (name: string) =>
  `inline; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`

/**
 * The file, a range of it, or nothing where the client has it already (RFC 9110, 13 and 14). Its type is the stored one, never one that is
 * asked for (SEC:F4).
 */
export async function fileReply(c: Pick<PageCall, 'header'>, file: ServedFile): Promise<PageReply> {
  const { mime, size } = file
  const etag = `"${file.sha256.slice(0, 32)}"`
  const headers: Record<string, string> = { etag, 'accept-ranges': 'bytes', 'content-disposition': disposition(file.name) }
  const reply = (status: number, body: Readable | undefined, more: Record<string, string> = {}): PageReply => ({
    kind: 'raw',
    status,
    type: mime,
    body,
    headers: { ...headers, ...more },
  })
  const known = c.header('if-none-match')
  if (known !== undefined && known.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, ''))))
    return reply(304, undefined)
  const since = c.header('if-range')
  const range = since === undefined || since === etag ? rangeOf(c.header('range'), size) : undefined
  if (range === 'unsatisfiable') return reply(416, undefined, { 'content-range': `bytes */${size}`, 'cache-control': 'no-store' })
  if (!range) return reply(200, await file.open(), { 'content-length': String(size) })
  const { start, end } = range
  return reply(206, await file.open(range), { 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${size}` })
}
