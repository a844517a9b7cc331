import type { Db } from '#db/store.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'
import { marksOf } from './marks.ts'
import { indexWords } from './words.ts'
import { lockToIndex, putWords, tagIdsOn } from './words.queries.ts'

/** Brings the index in line with a post: its text, its warning, its poll, what its pictures are said to show, and its marks. Idempotent. */
export async function indexStatus(site: Site, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    if ((await lockToIndex(db, id)) !== undefined) await indexLocked(db, id)
  })
}

/** The same for a post that is locked. A post that is gone took its words with it. */
export async function indexLocked(db: Db, id: number): Promise<void> {
  const [status] = await statusesByIds(db, [id])
  if (!status) return
  const media = await mediaOf(db, [id])
  const [poll] = await pollsOf(db, [id])
  const said = [status.warning, status.text, ...(poll?.options ?? []), ...media.map((file) => file.alt ?? '')]
  await putWords(
    db,
    id,
    indexWords(said.join('\n')),
    marksOf({ status, media, hasPoll: poll !== undefined, tagIds: await tagIdsOn(db, id) }),
  )
}
