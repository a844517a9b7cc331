import { Refusal } from '#base/errors.ts'
import { letGoMedia } from '#features/media/keep-media.ts'
import { createStatus } from '#features/statuses/create.ts'
import { moveRepeat } from '#features/statuses/repeat.ts'
import type { Site } from '#platform/site.ts'
import { authorOf } from './authors.queries.ts'
import { failScheduled } from './fail-scheduled.ts'
import { scheduledById, takeDue } from './scheduled.queries.ts'
import type { Failure } from './scheduled.schema.ts'

/** Nothing waits for this moment any more: another run has published it, or its author has moved it or taken it away. */
class NotDue extends Error {}

/**
 * Publishes a post for later through `createStatus`, under the policy of this moment, and removes its row in the same transaction: however
 * often it is run, and wherever it is cut off, the post is published once. What can be published no more stays with its author and says why
 * (docs/adr/0026). `last`: there is no other run; a fault of ours is noted too. Throws what may be over at the next run.
 */
export async function publishScheduled(site: Site, id: number, o: { last: boolean }): Promise<void> {
  const row = await scheduledById(site.store.read, id)
  if (!row || row.failedAt !== null || row.dueAt > site.clock.now()) return
  const author = await authorOf(site.store.read, row.accountId)
  if (!author) return await failScheduled(site, row, 'account_closed')
  try {
    const through = row.appId === null ? {} : { appId: row.appId }
    await createStatus(site, author, row.wish, {
      ...through,
      async within(db, statusId) {
        if (!(await takeDue(db, row))) throw new NotDue()
        await letGoMedia(site, db, id, { anew: false })
        if (row.repeat) await moveRepeat(db, row.repeat, id, statusId)
      },
    })
  } catch (error) {
    if (error instanceof NotDue) return
    const failure = failureOf(error)
    if (failure || o.last) await failScheduled(site, row, failure ?? 'internal')
    if (!failure) throw error
  }
}

/** The reason behind a refusal; nothing for a fault of ours and for what only has to wait (429, 5xx). */
function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === 429) return undefined
  return error.code === 'not_found' || error.code === 'unexpected_accounts' ? error.code : 'refused'
}
