import { unprocessable } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { statusLimits } from '#features/instance/limits.ts'
import type { Site } from '#platform/site.ts'
import { takeOff } from './free-media.ts'
import { lockMedia, updateMedia } from './media.queries.ts'
import type { Focus, Media } from './media.schema.ts'

const mostFiles = statusLimits.max_media_attachments

/** What is said anew of a file; absent stays. */
export interface MediaChange {
  id: number
  alt?: string | null
  focus?: Focus | null
}

/** The files that a status shall have, in this order. */
export interface Hanging {
  statusId: number
  /** Whose they must be. */
  accountId: number
  ids: readonly number[]
  changes?: readonly MediaChange[]
}

/**
 * Makes exactly these files hang on a status, in the transaction that writes it; what hung there and is not among them is taken off. Answers
 * whether anything is different now. Throws 422 for more than four, and for one that is not the author's, is gone, or hangs elsewhere: the
 * three are answered alike (SEC:V5).
 */
export async function hangMedia(site: Site, db: Db, { statusId, accountId, ids, changes = [] }: Hanging): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length > mostFiles)
    throw unprocessable('media_many', `Cannot attach more than ${mostFiles} files`, { params: { most: mostFiles } })
  const locked = await lockMedia(db, wanted, [statusId])
  const free = new Map(
    locked
      .filter((file) => file.accountId === accountId && (file.statusId === null || file.statusId === statusId))
      .map((file) => [file.id, file]),
  )
  const missing = wanted.filter((id) => !free.has(id))
  if (missing.length > 0)
    throw unprocessable('media_missing', `Media ${missing.join(', ')} not found or already attached to another post`, {
      params: { ids: missing.join(', ') },
    })

  const leaving = locked.filter((file) => file.statusId === statusId && !wanted.includes(file.id))
  await takeOff(site, db, leaving)
  let moved = leaving.length > 0
  for (const [position, id] of wanted.entries()) {
    const { id: _, ...said } = changes.find((change) => change.id === id) ?? { id }
    const columns = { statusId, position, looseSince: null, ...said }
    if (same(free.get(id)!, columns)) continue
    await updateMedia(db, id, columns)
    moved = true
  }
  return moved
}

const same = (file: Media, columns: Partial<Media>) =>
  (Object.keys(columns) as (keyof Media)[]).every((name) => JSON.stringify(file[name]) === JSON.stringify(columns[name]))
