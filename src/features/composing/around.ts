import { Refusal } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { ownScheduled } from '#features/scheduled/own-scheduled.ts'
import { loadScheduledParts, type ScheduledParts } from '#features/scheduled/scheduled.json.ts'
import { ownStatus, showStatus } from '#features/statuses/show.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { Site } from '#platform/site.ts'

/** What a new post stands in: the one that it answers, and the one that it replaces, which is published or waits for its moment. */
export interface Around {
  answering?: StatusParts | undefined
  old?: StatusParts | undefined
  waiting?: ScheduledParts | undefined
}

/** Their ids. */
export interface AroundIds {
  replyToId?: number | undefined
  insteadOf?: number | undefined
  insteadOfLater?: number | undefined
}

/** A post, or undefined when it is gone by now: what was written for it must not go with it. */
export async function ifThere<T>(loaded: Promise<T>): Promise<T | undefined> {
  try {
    return await loaded
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined
    throw error
  }
}

/** One of the viewer's own posts for later, with its pictures. Throws 404 for anybody else's (SEC:V5). */
export async function loadWaiting(site: Site, viewer: Viewer, id: number): Promise<ScheduledParts> {
  const [parts] = await loadScheduledParts(site.store.read, [await ownScheduled(site.store.read, viewer, id)])
  return parts!
}

/** What a new post is written for. Throws 404 when there is no such post. */
export async function around(site: Site, viewer: Viewer, { replyToId, insteadOf, insteadOfLater }: AroundIds): Promise<Around> {
  const old = insteadOf === undefined ? undefined : await ownStatus(site, viewer, insteadOf)
  const waiting = insteadOfLater === undefined ? undefined : await loadWaiting(site, viewer, insteadOfLater)
  const lead = old?.status.replyToId ?? waiting?.row.wish.replyToId
  if (lead != null) return { old, waiting, answering: await ifThere(showStatus(site, viewer, lead)) }
  return { old, waiting, answering: replyToId === undefined ? undefined : await showStatus(site, viewer, replyToId) }
}
