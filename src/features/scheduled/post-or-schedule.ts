import type { Viewer } from '#base/viewer.ts'
import { type CreateOptions, createStatus } from '#features/statuses/create.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import type { Site } from '#platform/site.ts'
import { scheduleStatus } from './schedule-status.ts'

/** A post, and when it is due, ms; null = now. */
export interface Posting {
  wish: NewStatus
  dueAt: number | null
}

/**
 * Publishes a post, or keeps it for later, and answers the id of what was made. A moment that is past means now, as in Mastodon: an app may
 * send late what it kept. One in the next five minutes is refused, where Mastodon would publish before its author wanted it (docs/adr/0026).
 */
export async function postOrSchedule(
  site: Site,
  viewer: Viewer,
  { wish, dueAt }: Posting,
  o: Pick<CreateOptions, 'appId' | 'repeat'> = {},
): Promise<number> {
  if (dueAt === null || dueAt <= site.clock.now()) return await createStatus(site, viewer, wish, o)
  return await scheduleStatus(site, viewer, { wish, dueAt }, o)
}
