import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { judge } from '#features/statuses/judge.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import { type Cut, fillPage } from '#features/timelines/fill-page.ts'
import type { Site } from '#platform/site.ts'
import { type ConversationRow, conversationsIn } from './conversations.queries.ts'

/** A page of the viewer's conversations by their newest post, which is also the cursor; one whose newest may not be told is left out. */
export async function listConversations(site: Site, viewer: Pick<Viewer, 'accountId'>, page: Page): Promise<ConversationRow[]> {
  const db = site.store.read
  const found = new Map<number, ConversationRow>()
  const candidates = async (cut: Cut) => {
    const rows = await conversationsIn(db, viewer.accountId, cut)
    for (const row of rows) found.set(row.lastStatusId, row)
    return rows.map((row) => row.lastStatusId)
  }
  const keep = async (ids: number[]) =>
    (await judge(site, db, viewer, ids)).filter((one) => canNotify(viewer, one.status, one.facts)).map((one) => one.status.id)
  return (await fillPage(page, candidates, keep)).map((id) => found.get(id)).filter((row) => row !== undefined)
}
