import type { Repeat } from '#features/statuses/repeat.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { ownScheduled } from './own-scheduled.ts'
import { postOrSchedule } from './post-or-schedule.ts'
import { reschedule } from './reschedule.ts'
import { MomentBody, PostBody, ScheduledPath, ScheduledQuery } from './scheduled.input.ts'
import { loadScheduledParts, scheduledJson } from './scheduled.json.ts'
import { scheduledBy } from './scheduled.queries.ts'
import type { Scheduled } from './scheduled.schema.ts'
import { unschedule } from './unschedule.ts'

type Asked = Pick<Call, 'site' | 'viewer' | 'say'>

/** Whose key it is: the token's, so that two apps that count their posts do not meet. */
const repeatOf = ({ caller, repeatKey }: Pick<Call, 'caller' | 'repeatKey'>): { repeat?: Repeat; appId?: number } =>
  caller.kind === 'token'
    ? { appId: caller.appId, ...(repeatKey ? { repeat: { holder: `token:${caller.tokenId}`, key: repeatKey } } : {}) }
    : {}

const shown = async (c: Asked, rows: readonly Scheduled[]) =>
  (await loadScheduledParts(c.site.store.read, rows)).map((parts) => scheduledJson(c.site, parts, c.say))

const one = async (c: Asked, id: number) => (await shown(c, [await ownScheduled(c.site.store.read, c.viewer, id)]))[0]

/** What a POST made: a status, or one for later. */
async function made(c: Asked, id: number) {
  const [parts] = await loadStatusParts(c.site, c.site.store.read, [id], c.viewer)
  return parts ? statusJson(c.site, parts) : await one(c, id)
}

const at = '/api/v1/scheduled_statuses/:id'
const move = { scope: 'write:statuses', params: ScheduledPath, body: MomentBody, returns: 'ScheduledStatus' } as const
const moved = async (c: Asked & { params: { id: number }; body: { dueAt: number | null } }) => {
  await reschedule(c.site, c.viewer, c.params.id, c.body.dueAt)
  return await one(c, c.params.id)
}

export const scheduledArea = area('scheduled', [
  // It stands here because from here both verbs are known.
  post(
    '/api/v1/statuses',
    { scope: 'write:statuses', body: PostBody, limit: 'statuses', repeat: 'Idempotency-Key', returns: 'Status|ScheduledStatus' },
    async (c) => await made(c, await postOrSchedule(c.site, c.viewer, c.body, repeatOf(c))),
  ),
  get('/api/v1/scheduled_statuses', { scope: 'read:statuses', query: ScheduledQuery, returns: 'ScheduledStatus[]' }, async (c) => {
    const rows = await scheduledBy(c.site.store.read, c.viewer.accountId, c.query)
    const { next } = rowCursors(rows, c.query.limit)
    const [first] = rows
    return paged(c, await shown(c, rows), { ...(next && { next }), ...(first && { prev: { min_id: first.id } }) })
  }),
  get(at, { scope: 'read:statuses', params: ScheduledPath, returns: 'ScheduledStatus' }, async (c) => await one(c, c.params.id)),
  put(at, move, moved),
  patch(at, move, moved),
  del(at, { scope: 'write:statuses', params: ScheduledPath, returns: 'Empty' }, async (c) => {
    await unschedule(c.site, c.viewer, c.params.id)
    return {}
  }),
])
