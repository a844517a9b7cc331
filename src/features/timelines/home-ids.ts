import type { Page } from '#base/paging.ts'
import type { Db } from '#db/store.ts'
import { exclusiveAmong } from '#features/lists/lists.queries.ts'
import { followsAtLeast } from '#features/relationships/relationships.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { distinct } from '#features/statuses/lists.ts'
import type { Looker } from '#features/statuses/statuses.policy.ts'
import { underFollowedTags } from '#features/tags/tags.queries.ts'
import type { Site } from '#platform/site.ts'
import { type Candidates, type Cut, fillPage } from './fill-page.ts'
import { inHome } from './home.policy.ts'
import { followedStatusIds, followedTagStatusIds, followTastes, frontStatusIds } from './home-ids.queries.ts'

/** So many accounts must be followed before home is theirs alone. */
export const enough = 5

/** Ids of one page of home, newest first. */
export interface HomePage {
  ids: number[]
  /** The listed posts for everyone here stand in it (docs/adr/0015). */
  everyone: boolean
}

/** One page of the account's home. Pulled, never written: its cost grows with the number of follows and not with that of posts. */
export async function homeIds(site: Site, viewer: Looker, page: Page): Promise<HomePage> {
  const db = site.store.read
  const everyone = await isDayOne(db, viewer)
  const candidates = async (cut: Cut) => {
    const runs = [await followedStatusIds(db, viewer.accountId, cut), await followedTagStatusIds(db, viewer.accountId, cut)]
    if (everyone) runs.push(await frontStatusIds(db, cut))
    return merge(runs, cut)
  }
  return { ids: await fillPage(page, candidates, async (ids) => await keepHome(site, db, viewer, ids, everyone)), everyone }
}

/** Those of the statuses that stand in the account's home now. */
export async function standingInHome(site: Site, viewer: Looker, ids: readonly number[]): Promise<number[]> {
  const db = site.store.read
  return await keepHome(site, db, viewer, ids, await isDayOne(db, viewer))
}

/** Whether a status stands in the account's home now: what the `user` stream asks of each new one. */
export const standsInHome = async (site: Site, viewer: Looker, statusId: number): Promise<boolean> =>
  (await standingInHome(site, viewer, [statusId])).length === 1

const isDayOne = async (db: Db, viewer: Looker) => !(await followsAtLeast(db, viewer.accountId, enough))

async function keepHome(site: Site, db: Db, viewer: Looker, ids: readonly number[], everyone: boolean): Promise<number[]> {
  const judged = await judge(site, db, viewer, ids)
  const authors = distinct(judged.flatMap(({ status }) => [status.accountId, status.replyToAccountId]))
  const follows = await followTastes(db, viewer.accountId, authors)
  const home = {
    follows,
    everyone,
    tagged: await underFollowedTags(db, viewer.accountId, ids),
    elsewhere: await exclusiveAmong(db, viewer.accountId, authors),
  }
  return judged.filter((j) => inHome(viewer, j, home)).map((j) => j.status.id)
}

/** Runs of ids in the cut's direction as one, each id once, as far as all of them reach: beyond the end of a full run it may lack some. */
function merge(runs: readonly number[][], { up, limit }: Cut): Candidates {
  const nearer = (a: number, b: number) => (up ? a - b : b - a)
  const full = runs.filter((run) => run.length >= limit)
  const [end] = full.map((run) => run.at(-1)!).sort(nearer)
  const ids = [...new Set(runs.flat())].sort(nearer)
  return { ids: end === undefined ? ids : ids.filter((id) => nearer(id, end) <= 0), more: full.length > 0 }
}
