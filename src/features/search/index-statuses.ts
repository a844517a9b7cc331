import type { Db } from '#db/store.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { grouped } from '#features/statuses/lists.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import { marksOf } from './marks.ts'
import { indexWords } from './words.ts'
import { putWords, tagIdsOn } from './words.queries.ts'

/**
 * Brings the index in line with posts that are locked: their texts, their warnings, their polls, what their pictures are said to show, and their
 * marks. Idempotent. Six queries for any number.
 */
export async function indexStatuses(db: Db, ids: readonly number[]): Promise<void> {
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
