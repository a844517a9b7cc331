import { Readable } from 'node:stream'
import { randomHex } from '#base/ids.ts'
import type { Site } from '#platform/site.ts'
import { insertLoose } from './files.queries.ts'
import type { StoredFile } from './stored-file.ts'

/** Ms within which a row must name what was stored for it. */
const patience = 86_400_000

/** Two letters of folder, so that no folder grows without end; the rest is chance, so that nothing can be guessed (SEC:T2). */
const newKey = () => {
  const hex = randomHex()
  return `${hex.slice(0, 2)}/${hex}`
}

/** A body in parts, so that hashing a large one does not hold up the process. */
function* pieces(body: Buffer, length = 1024 * 1024): Generator<Buffer> {
  for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length)
}

/** Bytes and the type that we gave them. */
export interface Fresh {
  /** A stream is stored as it comes; one that fails stores nothing. */
  body: Buffer | Readable
  mime: string
}

/**
 * Stores objects and answers, in the same order, when all of them survive a power cut. Not to be called inside `tx`. They are loose until
 * `nameFiles`: a process that dies in between leaves nothing for ever. Throws 507 when the disk is full.
 */
export async function storeFiles<const F extends readonly Fresh[]>(site: Site, fresh: F): Promise<{ [I in keyof F]: StoredFile }> {
  const planned = fresh.map(({ body, mime }) => ({ key: newKey(), body, mime }))
  const dueAt = site.clock.now() + patience
  await site.store.tx(async (db) => {
    await insertLoose(
      db,
      planned.map(({ key }) => ({ id: site.ids.next(), key, keptBy: [], dueAt })),
    )
  })
  const stored: StoredFile[] = []
  for (const { key, body, mime } of planned)
    stored.push({ key, mime, ...(await site.storage.put(key, body instanceof Readable ? body : Readable.from(pieces(body)))) })
  return stored as { [I in keyof F]: StoredFile }
}
