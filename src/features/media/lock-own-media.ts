import { unprocessable } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { statusLimits } from '#features/instance/limits.ts'
import { lockMedia } from './media.queries.ts'
import type { Media } from './media.schema.ts'

const mostFiles = statusLimits.max_media_attachments

/** Whose files are wanted, and which status may have them already. */
export interface Wanted {
  accountId: number
  ids: readonly number[]
  statusId?: number
}

/**
 * Locks the files that a post wants, in the order of the post, and those that hang on it already. Throws 422 for more than four, and for one
 * that is not the author's, is gone, hangs on another post or waits for one: all are answered alike (SEC:V5).
 */
export async function lockOwnMedia(db: Db, { accountId, ids, statusId }: Wanted): Promise<{ wanted: Media[]; hanging: Media[] }> {
  const distinct = [...new Set(ids)]
  if (distinct.length > mostFiles)
    throw unprocessable('media_many', `Cannot attach more than ${mostFiles} files`, { params: { most: mostFiles } })
  const locked = await lockMedia(db, distinct, statusId === undefined ? [] : [statusId])
  const hanging = locked.filter((file) => file.statusId !== null && file.statusId === statusId)
  const free = locked.filter((file) => file.accountId === accountId && file.statusId === null && file.scheduledId === null)
  const usable = new Map([...free, ...hanging].map((file) => [file.id, file]))
  const missing = distinct.filter((id) => !usable.has(id))
  if (missing.length > 0)
    throw unprocessable('media_missing', `Media ${missing.join(', ')} not found or already attached to another post`, {
      params: { ids: missing.join(', ') },
    })
  return { wanted: distinct.flatMap((id) => usable.get(id) ?? []), hanging }
}
