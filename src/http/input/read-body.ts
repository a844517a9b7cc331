import type { IncomingMessage } from 'node:http'
import { badRequest, Refusal, tooLarge } from '#base/errors.ts'
import { clean, isTree, readPairs, tree, type Tree } from './brackets.ts'
import { readMultipart } from './multipart.ts'

const kib = 1024
/** Bytes of a body that names no limit of its own. */
export const bodyLimits = { text: 256 * kib, multipart: 17 * kib * kib }

export interface BodyOptions {
  /** Bytes; absent = by type. */
  most?: number
  /** Folder for files of a multipart form. */
  folder: string
}

/** The media type of a request, in small letters and without parameters. */
const typeOf = (req: IncomingMessage) => (req.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()

const limitOf = (req: IncomingMessage, most: number | undefined) =>
  most ?? (typeOf(req) === 'multipart/form-data' ? bodyLimits.multipart : bodyLimits.text)

/** Refuses with 413 what says itself that it is too long, before a byte of it is read. */
export function checkLength(req: IncomingMessage, most: number | undefined): void {
  const limit = limitOf(req, most)
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
}

/** True when something follows the headers. */
const hasBody = (req: IncomingMessage) => req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0

/**
 * The body of a request as one tree, whether it came as JSON, as a form or as multipart; an empty one is an empty tree. Throws 400 for
 * broken JSON, 413 as soon as too much has come, 415 for other types.
 */
export async function readBody(req: IncomingMessage, o: BodyOptions): Promise<Tree> {
  if (!hasBody(req)) return tree()
  checkLength(req, o.most)
  const type = typeOf(req)
  const limit = limitOf(req, o.most)
  if (type === 'multipart/form-data') return await readMultipart(req, limit, o.folder)
  if (type === 'application/x-www-form-urlencoded') return readPairs(await readText(req, limit))
  if (type === 'application/json' || type.endsWith('+json')) return readJson(await readText(req, limit))
  throw new Refusal('unsupported_type', 415, 'Send JSON, a form or multipart form data')
}

function readJson(text: string): Tree {
  if (text.trim() === '') return tree()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('broken_json', 'The body is not valid JSON')
  }
  const cleaned = clean(value)
  if (!isTree(cleaned)) throw badRequest('broken_json', 'The body must be a JSON object')
  return cleaned
}

/** Not decoded by `toString`, which would turn broken UTF-8 into other text in silence. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

async function readText(req: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw badRequest('cut_off', 'The body ended too early', { detail: String(error) })
  }
  try {
    return utf8.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
  } catch {
    throw badRequest('broken_text', 'The body is not valid UTF-8')
  }
}
