import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { full, notFound, tooLarge } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import type { Storage } from './storage.ts'

/** Where an object lies. Throws on a key that we cannot have made: `..`, an absolute path, an encoded slash (SEC:T1, SEC:T2). */
function pathOf(root: string, key: string): string {
  if (!/^[a-z0-9]+(?:\/[a-z0-9]+)*$/.test(key) || key.length > 200) throw new Error('not a storage key')
  const path = resolve(root, key)
  if (!path.startsWith(root + sep)) throw new Error('a storage key leads out of the folder')
  return path
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
const missing = (error: unknown) => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')

/** A name is durable only once its folder is, too. */
async function syncFolder(path: string) {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder and every missing one above it, durably. */
async function makeFolder(path: string) {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** Writes a new file and waits until the disk has it. Throws 413 past `maxBytes`. */
async function write(path: string, body: Buffer | Readable, maxBytes: number) {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const part of Buffer.isBuffer(body) ? [body] : body) {
      const bytes = part as Buffer
      size += bytes.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      hash.update(bytes)
      await file.writeFile(bytes)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex') }
}

/**
 * Objects as files below a folder. An object appears whole or not at all: it is written beside its place, flushed, renamed, and the folder is
 * flushed. `incoming/` holds what is being written; a process that dies leaves a file there and nowhere else.
 */
export function folderStorage(folder: string): Storage {
  const root = resolve(folder)
  const incoming = join(root, 'incoming')
  return {
    async put(key, body, o = {}) {
      const path = pathOf(root, key)
      await makeFolder(incoming)
      const draft = join(incoming, randomHex())
      try {
        const written = await write(draft, body, o.maxBytes ?? Number.MAX_SAFE_INTEGER)
        await makeFolder(dirname(path))
        await rename(draft, path)
        await syncFolder(dirname(path))
        return written
      } catch (error) {
        if (body instanceof Readable) body.destroy()
        await rm(draft, { force: true })
        throw ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '') ? full(`storage: ${codeOf(error)}`) : error
      }
    },
    async get(key, range) {
      const path = pathOf(root, key)
      const file = await open(path, 'r').catch((error: unknown) => {
        throw missing(error) ? notFound('stored object') : error
      })
      const facts = await file.stat()
      if (facts.isFile()) return { stream: createReadStream(path, { ...range, fd: file }), size: facts.size }
      await file.close()
      throw notFound('stored object')
    },
    async stat(key) {
      const facts = await stat(pathOf(root, key)).catch((error: unknown) => {
        if (!missing(error)) throw error
      })
      return facts?.isFile() ? { size: facts.size } : undefined
    },
    async remove(key) {
      const path = pathOf(root, key)
      await rm(path).catch((error: unknown) => {
        if (!missing(error)) throw error
      })
    },
    async *list(prefix) {
      const below = await opendir(root, { recursive: true }).catch((error: unknown) => {
        if (!missing(error)) throw error
      })
      if (!below) return
      for await (const entry of below) {
        const key = join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .split(sep)
          .join('/')
        if (entry.isFile() && !key.startsWith('incoming/') && key.startsWith(prefix)) yield key
      }
    },
  }
}
