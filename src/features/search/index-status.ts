import type { Db } from '#db/store.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { grouped } from '#features/statuses/lists.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'
import { marksOf } from './marks.ts'
import { indexWords } from './words.ts'
import { lockToIndex, putWords, tagIdsOn } from './words.queries.ts'

/**
 * Brings the index in line with a post: its text, its warning, its poll, what its pictures are said to show, and its marks. Idempotent. A post
 * that is gone took its words with it.
 */
export async function indexStatus(site: Site, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    const locked = await lockToIndex(db, id)
    if (locked !== undefined) await indexLocked(db, [locked])
  })
}

/** The same for posts that are locked. Six queries for any number. */
export async function indexLocked(db: Db, ids: readonly number[]): Promise<void> {
  const files = grouped(await mediaOf(db, ids), (file) => file.statusId ?? 0)
  const polls = new Map((await pollsOf(db, ids)).map((poll) => [poll.statusId, poll]))
  const tags = grouped(await tagIdsOn(db, ids), (tag) => tag.statusId)
  const entries = (await statusesByIds(db, ids)).map((status) => {
    const media = files.get(status.id) ?? []
    const poll = polls.get(status.id)
    const said = [status.warning, status.text, ...(poll?.options ?? []), ...media.map((file) => file.alt ?? '')]
    const tagIds = (tags.get(status.id) ?? []).map((tag) => tag.tagId)
    return { id: status.id, words: indexWords(said.join('\n')), marks: marksOf({ status, media, hasPoll: poll !== undefined, tagIds }) }
  })
  await putWords(db, entries)
}
