import { notFound } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { judge } from './judge.ts'
import { canSee, type Facts, type Looker } from './statuses.policy.ts'
import { lockStatus } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'

/** The post that an id means, locked until the transaction ends, seen or not: a boost stands for what it boosts. */
export async function lockMeant(db: Db, id: number): Promise<Status | undefined> {
  const found = await lockStatus(db, id)
  return found?.boostOfId == null ? found : await lockStatus(db, found.boostOfId)
}

/**
 * The post that an id means, locked, with the facts for a rule of the policy. Throws 404 for one that the viewer may not see, also for a
 * boost that is not for them (SEC:V6, SEC:V21).
 */
export async function lockSeen(site: Site, db: Db, viewer: Looker, id: number): Promise<{ status: Status; facts: Facts; boost: boolean }> {
  const status = await lockMeant(db, id)
  const [asked] = status ? await judge(site, db, viewer, [id]) : []
  if (!status || !asked || !canSee(viewer, asked.status, asked.facts)) throw notFound('status')
  return { status, facts: (asked.boosted ?? asked).facts, boost: asked.boosted !== undefined }
}
