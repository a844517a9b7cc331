import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { takeOff } from './free-media.ts'
import { lockOwnMedia } from './lock-own-media.ts'
import { updateMedia } from './media.queries.ts'
import type { Focus, Media } from './media.schema.ts'

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
 * whether anything is different now. Throws 422 as `lockOwnMedia`.
 */
export async function hangMedia(site: Site, db: Db, { statusId, accountId, ids, changes = [] }: Hanging): Promise<boolean> {
  const { wanted, hanging } = await lockOwnMedia(db, { accountId, ids, statusId })
  const leaving = hanging.filter((file) => !wanted.includes(file))
  await takeOff(site, db, leaving)
  let moved = leaving.length > 0
  for (const [position, file] of wanted.entries()) {
    const { id: _, ...said } = changes.find((change) => change.id === file.id) ?? { id: file.id }
    const columns = { statusId, position, looseSince: null, ...said }
    if (same(file, columns)) continue
    await updateMedia(db, file.id, columns)
    moved = true
  }
  return moved
}

const same = (file: Media, columns: Partial<Media>) =>
  (Object.keys(columns) as (keyof Media)[]).every((name) => JSON.stringify(file[name]) === JSON.stringify(columns[name]))
