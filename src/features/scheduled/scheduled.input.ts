import { pageInput, toPage } from '#base/paging.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { newStatusFields, newStatusOf } from '#features/statuses/statuses.input.ts'
import { z } from 'zod'
import { noMoment } from './typed-moment.ts'

/** ISO 8601, as apps write a moment; without a zone it is UTC, as in Mastodon. */
const iso8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i

const moment = z
  .string()
  .nullable()
  .transform((text, context): number | null => {
    if (text === null || text.trim() === '') return null
    const [, day, time = '00:00', zone = 'Z'] = iso8601.exec(text.trim()) ?? []
    const at = Date.parse(`${day}T${time}${zone.toUpperCase()}`)
    // A 31st of February would be taken for one of March.
    if (Number.isFinite(at) && new Date(Date.parse(day!)).toISOString().startsWith(day!)) return at
    context.addIssue({ code: 'custom', message: 'Invalid date' })
    return z.NEVER
  })

/** POST /api/v1/statuses: a post, and when it is due, ms; null = now. */
export const PostBody = z
  .object({ ...newStatusFields, scheduled_at: moment.exactOptional() })
  .transform(({ scheduled_at, ...body }) => ({ wish: newStatusOf(body), dueAt: scheduled_at ?? null }))

/** PUT /api/v1/scheduled_statuses/:id. */
export const MomentBody = z
  .object({ scheduled_at: moment.exactOptional() })
  .transform(({ scheduled_at }) => ({ dueAt: scheduled_at ?? null }))

/** A moment as the pages' fields send it. */
export const typedMomentInput = z
  .object({
    on: z.boolean().default(false),
    at: z.string().max(100).default(''),
    zone: z.string().max(100).default(''),
    turn: z.enum(['first', 'second', '']).catch('').default(''),
  })
  .default(noMoment)

/** POST /scheduled/:id. */
export const MomentForm = z.object({ later: typedMomentInput }).transform(({ later }) => later)

/** GET /scheduled: how many are skipped. */
export const ScheduledPageQuery = z.object({ skip: z.number().min(0).max(10_000).catch(0).default(0) })

/** `:id` of a post for later. */
export const ScheduledPath = z.object({ id: idInput })

/** GET /api/v1/scheduled_statuses. */
export const ScheduledQuery = z.object(pageInput(20)).transform(toPage)
