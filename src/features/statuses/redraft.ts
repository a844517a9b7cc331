import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type CreateOptions, createStatus } from './create.ts'
import { deleteStatus } from './delete.ts'
import type { NewStatus } from './new-status.ts'
import { lockStatus } from './statuses.queries.ts'

/** What is written anew. */
export interface Redraft {
  /** The viewer's own post that goes. One that is gone already hinders nothing. */
  insteadOf: number
  wish: NewStatus
}

/**
 * Publishes a post in place of another one of the same author and answers its id, in one transaction: the old one is retired as by
 * `deleteStatus`, and its pictures may hang on the new one. A refused post leaves the old one as it is. Throws as `createStatus`, and 404 for
 * somebody else's post (SEC:V5).
 */
export async function redraftStatus(
  site: Site,
  viewer: Viewer,
  { insteadOf, wish }: Redraft,
  o: Pick<CreateOptions, 'repeat' | 'mediaChanges'> = {},
): Promise<number> {
  return await createStatus(site, viewer, wish, {
    ...o,
    within: async (db) => {
      if (await lockStatus(db, insteadOf)) await deleteStatus(site, viewer, insteadOf)
    },
  })
}
