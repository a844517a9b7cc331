import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { badRequest, Refusal, tooLarge } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import { Upload } from '#base/upload.ts'
import { Brackets, cleanText, type Tree } from './brackets.ts'

const mostFiles = 20
const fieldSize = 256 * 1024

/**
 * Reads multipart form data as it comes; files go to `folder` under names of our own and never into memory. They are removed when the
 * request's answer is out. Throws 413 beyond `limit` bytes in all, 400 for a broken form.
 */
export async function readMultipart(req: IncomingMessage, limit: number, folder: string): Promise<Tree> {
  await mkdir(folder, { recursive: true })
  const fields = new Brackets()
  const files: Promise<void>[] = []
  const paths: string[] = []
  const parser = start(req)
  let size = 0
  const count = (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) parser.destroy(tooLarge(limit))
  }
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      parser.destroy(error as Error)
    }
  }
  parser.on('field', (name: string, value: string, info: { valueTruncated: boolean }) =>
    guarded(() => {
      if (info.valueTruncated) throw tooLarge(fieldSize)
      fields.add(cleanText(name), cleanText(value))
    }),
  )
  parser.on('file', (name: string, stream: Readable, info: { filename?: string; mimeType: string }) => {
    const path = join(folder, randomHex(16))
    paths.push(path)
    const stored = store(stream, path).then((bytes) => {
      // A file field that was left empty comes as a file without a name.
      if (info.filename || bytes) fields.add(cleanText(name), new Upload(cleanText(info.filename ?? ''), info.mimeType, bytes, path))
    })
    // Awaited below; until then its failure must not count as unhandled.
    stored.catch(() => undefined)
    files.push(stored)
  })
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit']) {
    parser.on(event, () => parser.destroy(badRequest('too_many_fields', 'Too many parts were sent')))
  }
  req.on('data', count)
  const left = () => {
    if (!req.complete) parser.destroy(badRequest('cut_off', 'The body ended too early'))
  }
  req.on('close', left)
  const sweep = () => Promise.allSettled(paths.map((path) => rm(path, { force: true })))
  try {
    req.pipe(parser)
    await finished(parser)
    await Promise.all(files)
  } catch (error) {
    req.unpipe(parser)
    req.resume()
    await Promise.allSettled(files)
    await sweep()
    throw error instanceof Refusal ? error : badRequest('broken_form', 'The form data is malformed', { detail: String(error) })
  } finally {
    req.off('data', count)
    req.off('close', left)
  }
  return fields.root
}

function start(req: IncomingMessage) {
  try {
    return busboy({
      headers: req.headers,
      limits: { files: mostFiles, fields: 1000, fieldSize, fieldNameSize: 200 },
      defParamCharset: 'utf8',
    })
  } catch (error) {
    throw badRequest('broken_form', 'The form data is malformed', { detail: String(error) })
  }
}

async function store(stream: Readable, path: string): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(stream, file)
  return file.bytesWritten
}

/** Every file in a tree, for their removal. */
export function uploadsIn(value: unknown): Upload[] {
  if (value instanceof Upload) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(uploadsIn)
}
