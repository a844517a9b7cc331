import { cutOf, type Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { lettersIn } from './conversations.queries.ts'

/** A page of the posts of one of the viewer's conversations. */
export interface Letters {
  /** Newest first, those too that may not be told (any more): they are the cursors. */
  ids: number[]
  /** Loads those of these ids that may be told. */
  load(ids: readonly number[]): Promise<StatusParts[]>
}

/** The posts of a conversation that `ownConversation` has found. */
export async function listLetters(site: Site, viewer: Pick<Viewer, 'accountId'>, conversationId: number, page: Page): Promise<Letters> {
  const db = site.store.read
  const ids = await lettersIn(db, conversationId, cutOf(page))
  return {
    ids: page.minId === undefined ? ids : ids.toReversed(),
    load: async (shown) => await loadStatusParts(site, db, shown, viewer, canNotify),
  }
}
