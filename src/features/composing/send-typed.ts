import type { Viewer } from '#base/viewer.ts'
import { rewriteScheduled } from '#features/scheduled/rewrite-scheduled.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import { type CreateOptions, createStatus } from '#features/statuses/create.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { redraftStatus } from '#features/statuses/redraft.ts'
import type { Site } from '#platform/site.ts'
import type { Around } from './around.ts'
import { pollWish } from './poll-wish.ts'
import { audienceWish, type Typed } from './typed.ts'

/** The post that was typed; what a sheet does not ask for stays as the replaced post had it. Throws as `audienceWish`. */
function wishOf(typed: Typed, { old, waiting }: Around, replyToId: number | undefined): NewStatus {
  const { text, warning, sensitive, language, audience, poll, pictures } = typed
  const before = waiting?.row.wish
  const group = before?.audience?.kind === 'group' ? before.audience.groupId : null
  const asked = pollWish(poll)
  return {
    text,
    warning,
    sensitive,
    language: language || null,
    audience: audienceWish(audience, old?.status.groupId ?? group),
    replyToId: replyToId ?? null,
    localOnly: old?.status.localOnly ?? before?.localOnly ?? false,
    labelId: old?.status.labelId ?? before?.labelId ?? null,
    mediaIds: pictures.map(({ id }) => id),
    ...(asked ? { poll: asked } : {}),
  }
}

/** What a sheet says beside its words. */
export interface Sending {
  place: Around
  replyToId: number | undefined
  /** ms; null = now. */
  dueAt: number | null
}

/** Publishes what was typed, or keeps it for later, in place of what it replaces; answers the id. Throws as the verbs do. */
export async function sendTyped(
  site: Site,
  viewer: Viewer,
  typed: Typed,
  { place, replyToId, dueAt }: Sending,
  repeat: CreateOptions['repeat'],
): Promise<number> {
  const wish = wishOf(typed, place, replyToId)
  const o = { mediaChanges: typed.pictures.map(({ id, alt }) => ({ id, alt: alt || null })), ...(repeat ? { repeat } : {}) }
  if (place.waiting) return await rewriteScheduled(site, viewer, { insteadOf: place.waiting.row.id, wish, dueAt }, o)
  if (place.old) return await redraftStatus(site, viewer, { insteadOf: place.old.status.id, wish }, o)
  return dueAt === null ? await createStatus(site, viewer, wish, o) : await scheduleStatus(site, viewer, { wish, dueAt }, o)
}
