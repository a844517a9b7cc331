import { accountJson } from '#features/accounts/accounts.json.ts'
import type { Viewer } from '#base/viewer.ts'
import { type Answer, area, type Call, get, type LimitName, post } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import type { Site } from '#platform/site.ts'
import { bookmark } from './bookmark.ts'
import { boost } from './boost.ts'
import { boostedBy } from './boosted-by.ts'
import { favourite } from './favourite.ts'
import { favouritedBy, type People } from './favourited-by.ts'
import { listMarked } from './list-marked.ts'
import { BoostBody, MarkedQuery, PeopleQuery } from './marks.input.ts'
import { muteThread } from './mute-thread.ts'
import { pin } from './pin.ts'
import { showMeant, showStatus } from './show.ts'
import { StatusPath } from './statuses.input.ts'
import { statusJson } from './statuses.json.ts'
import { unbookmark } from './unbookmark.ts'
import { unboost } from './unboost.ts'
import { unfavourite } from './unfavourite.ts'
import { unmuteThread } from './unmute-thread.ts'
import { unpin } from './unpin.ts'

/**
 * POST /api/v1/statuses/:id/<name>: does it and shows the post as it is then. What was taken back from a post that is hidden by now is taken
 * back, and answered by the 404 of a hidden post (SEC:V21).
 */
const deed = (
  name: string,
  scope: string,
  verb: (site: Site, viewer: Viewer, id: number) => Promise<unknown>,
  o: { limit?: LimitName } = {},
) =>
  post(`/api/v1/statuses/:id/${name}`, { scope, params: StatusPath, returns: 'Status', ...o }, async (c) => {
    const left = await verb(c.site, c.viewer, c.params.id)
    return statusJson(c.site, await showMeant(c.site, c.viewer, typeof left === 'number' ? left : c.params.id))
  })

type Asked = Pick<Call, 'site' | 'viewer' | 'path' | 'rawQuery'>

const marked = (kind: 'favourites' | 'bookmarks') =>
  get(`/api/v1/${kind}`, { scope: `read:${kind}`, query: MarkedQuery, returns: 'Status[]' }, async (c) => {
    const { marks, parts } = await listMarked(c.site, c.viewer, kind, c.query)
    const { next } = rowCursors(marks, c.query.limit)
    const [first] = marks
    return paged(
      c,
      parts.map((one) => statusJson(c.site, one)),
      { ...(next && { next }), ...(first && { prev: { min_id: first.id } }) },
    )
  })

const people = (c: Asked, found: People, limit: number): Answer =>
  paged(
    c,
    found.people.map(({ parts }) => accountJson(c.site, parts)),
    rowCursors(found.rows, limit),
  )
const ofPeople = { scope: 'read:accounts', params: StatusPath, query: PeopleQuery, returns: 'Account[]' } as const

export const marksArea = area('marks', [
  deed('favourite', 'write:favourites', favourite),
  deed('unfavourite', 'write:favourites', unfavourite),
  deed('bookmark', 'write:bookmarks', bookmark),
  deed('unbookmark', 'write:bookmarks', unbookmark),
  deed('mute', 'write:mutes', muteThread),
  deed('unmute', 'write:mutes', unmuteThread),
  deed('pin', 'write:accounts', pin),
  deed('unpin', 'write:accounts', unpin),
  post(
    '/api/v1/statuses/:id/reblog',
    { scope: 'write:statuses', params: StatusPath, body: BoostBody, limit: 'statuses', returns: 'Status' },
    async (c) => {
      const through = c.caller.kind === 'token' ? { appId: c.caller.appId } : {}
      return statusJson(c.site, await showStatus(c.site, c.viewer, await boost(c.site, c.viewer, c.params.id, { ...c.body, ...through })))
    },
  ),
  deed('unreblog', 'write:statuses', unboost, { limit: 'deletes' }),
  marked('favourites'),
  marked('bookmarks'),
  get('/api/v1/statuses/:id/favourited_by', ofPeople, async (c) =>
    people(c, await favouritedBy(c.site, c.viewer, c.params.id, c.query), c.query.limit),
  ),
  get('/api/v1/statuses/:id/reblogged_by', ofPeople, async (c) =>
    people(c, await boostedBy(c.site, c.viewer, c.params.id, c.query), c.query.limit),
  ),
])
