import { iso } from '#base/clock.ts'
import type { Db } from '#db/store.ts'
import { mediaJson } from '#features/media/media.json.ts'
import { mediaOfScheduled } from '#features/media/media.queries.ts'
import type { Media } from '#features/media/media.schema.ts'
import { grouped } from '#features/statuses/lists.ts'
import type { PollWish } from '#features/polls/check-poll.ts'
import type { AudienceWish } from '#features/statuses/new-status.ts'
import type { Site } from '#platform/site.ts'
import type { Scheduled } from './scheduled.schema.ts'

/** A post for later with the pictures that wait for it. */
export interface ScheduledParts {
  row: Scheduled
  media: readonly Media[]
}

/** Adds the pictures, in one query. */
export async function loadScheduledParts(db: Db, rows: readonly Scheduled[]): Promise<ScheduledParts[]> {
  const files = await mediaOfScheduled(
    db,
    rows.map((row) => row.id),
  )
  const byPost = grouped(files, (file) => file.scheduledId ?? 0)
  return rows.map((row) => ({ row, media: byPost.get(row.id) ?? [] }))
}

function visibilityOf(audience: AudienceWish | null) {
  if (audience?.kind === 'everyone') return audience.listed ? 'public' : 'unlisted'
  if (audience === null) return null
  return audience.kind === 'named' ? 'direct' : 'private'
}

const texts = (ids: readonly number[] | undefined) => ids?.map(String) ?? null

const pollJson = (poll: PollWish | undefined) =>
  poll ? { options: [...poll.options], expires_in: poll.lasts, multiple: poll.multiple, hide_totals: poll.hideTotals } : null

/** What was asked for, in the words of POST /api/v1/statuses. `in_reply_to_id` and `application_id` are numbers here, as in Mastodon. */
const paramsJson = ({ wish, appId }: Scheduled) => ({
  text: wish.text,
  media_ids: texts(wish.mediaIds),
  sensitive: wish.sensitive,
  spoiler_text: wish.warning === '' ? null : wish.warning,
  visibility: visibilityOf(wish.audience),
  language: wish.language,
  in_reply_to_id: wish.replyToId,
  allowed_mentions: texts(wish.allowed),
  poll: pollJson(wish.poll),
  quoted_status_id: null,
  quote_approval_policy: 'nobody',
  application_id: appId,
  scheduled_at: null,
  idempotency: null,
  with_rate_limit: false,
  local_only: wish.localOnly,
  atrium: {
    audience: wish.audience?.kind ?? null,
    group_id: wish.audience?.kind === 'group' ? String(wish.audience.groupId) : null,
    label: wish.labelId === null ? null : String(wish.labelId),
  },
})

/** Mastodon's ScheduledStatus; under `atrium.failed` why it was not published at its time, `error` in the words of `say`. */
export const scheduledJson = (site: Site, { row, media }: ScheduledParts, say: (key: string) => string) => ({
  id: String(row.id),
  scheduled_at: iso(row.dueAt),
  params: paramsJson(row),
  media_attachments: media.map((file) => mediaJson(site.config, file)),
  atrium: {
    failed:
      row.failedAt === null || row.reason === null
        ? null
        : { failed_at: iso(row.failedAt), reason: row.reason, error: say(`scheduled.failed_${row.reason}`) },
  },
})
