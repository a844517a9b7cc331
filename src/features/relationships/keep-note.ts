import { invalid } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { lockPair } from './lock-pair.ts'
import { deleteNote, upsertNote } from './notes.queries.ts'

/** Characters of a private note, as in Mastodon. */
const noteMax = 2000

/** Keeps the viewer's private note about an account; a blank one is removed. Throws 404 for an absent account, 422 for a note that is too long. */
export async function keepNote(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number, comment: string): Promise<void> {
  if (Array.from(comment).length > noteMax)
    throw invalid({ comment: [{ error: 'ERR_TOO_LONG', description: `Comment is too long (maximum is ${noteMax} characters)` }] })
  const pair = { accountId: viewer.accountId, targetId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    if (comment.trim() === '') await deleteNote(db, pair)
    else await upsertNote(db, { ...pair, comment })
  })
}
