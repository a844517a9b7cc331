import type { Page } from '#base/paging.ts'
import type { Db } from '#db/store.ts'
import { membersAmong } from '#features/lists/lists.queries.ts'
import type { List } from '#features/lists/lists.schema.ts'
import { ownList } from '#features/lists/own-list.ts'
import { judge } from '#features/statuses/judge.ts'
import { distinct } from '#features/statuses/lists.ts'
import type { Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { fillPage } from './fill-page.ts'
import { onList } from './home.policy.ts'
import { followTastes, listStatusIds } from './home-ids.queries.ts'

/** Ids of one page of a list of the viewer's, newest first; pulled as home is. Throws 404 for anybody else's list. */
export async function listIds(site: Site, viewer: Looker, listId: number, page: Page): Promise<number[]> {
  const db = site.store.read
  const list = await ownList(db, viewer, listId)
  return await fillPage(
    page,
    async (cut) => await listStatusIds(db, listId, cut),
    async (ids) => await keepOnList(site, db, viewer, list, ids),
  )
}

/** Those of the statuses that stand in a list of the viewer's now: what the `list` stream asks of each new one. */
export async function keepOnList(site: Site, db: Db, viewer: Looker, list: List, ids: readonly number[]): Promise<number[]> {
  const judged = await judge(site, db, viewer, ids)
  const people = distinct(judged.flatMap(({ status }) => [status.accountId, status.replyToAccountId]))
  const facts = {
    follows: await followTastes(db, viewer.accountId, people),
    members: await membersAmong(db, list.id, people),
    replies: list.repliesPolicy,
  }
  return judged.filter((j) => onList(viewer, j, facts)).map((j) => j.status.id)
}
