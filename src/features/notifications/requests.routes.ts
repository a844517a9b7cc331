import { notFound } from '#base/errors.ts'
import { area, type Call, get, post } from '#http/area.ts'
import { paged } from '#http/links.ts'
import { acceptRequests } from './accept-requests.ts'
import { dismissRequests } from './dismiss-requests.ts'
import { isMerged } from './merge.queries.ts'
import { IdPath, PageQuery, RequestsBody } from './notifications.input.ts'
import { loadRequest, loadRequests, requestJson } from './requests.json.ts'

const read = 'read:notifications'
const write = 'write:notifications'
const base = '/api/v1/notifications/requests'

type Deed = (site: Call['site'], viewer: Call['viewer'], ids: readonly number[]) => Promise<number>

/** A deed on one request, which must be there, and the same on many, of which those that are not there are left out. */
const deed = (name: string, act: Deed) => [
  post(`${base}/${name}`, { scope: write, body: RequestsBody, returns: 'Empty' }, async (c) => {
    await act(c.site, c.viewer, c.body.id)
    return {}
  }),
  post(`${base}/:id/${name}`, { scope: write, params: IdPath, returns: 'Empty' }, async (c) => {
    if ((await act(c.site, c.viewer, [c.params.id])) === 0) throw notFound('notification request')
    return {}
  }),
]

/** Senders whose mentions the viewer's policy has set aside. Stands before `notifications`, whose `:id` would take these words. */
export const requestsArea = area('notification requests', [
  get(base, { scope: read, query: PageQuery, returns: 'NotificationRequest[]' }, async (c) => {
    const parts = await loadRequests(c.site, c.viewer, c.query)
    const [first, last] = [parts.at(0), parts.at(-1)]
    return paged(
      c,
      parts.map((one) => requestJson(c.site, one)),
      {
        ...(last && parts.length >= c.query.limit ? { next: { max_id: last.request.id } } : {}),
        ...(first ? { prev: { min_id: first.request.id } } : {}),
      },
    )
  }),
  get(`${base}/merged`, { scope: read, returns: 'NotificationRequestsMerged' }, async (c) => ({
    merged: await isMerged(c.site.store.read, c.viewer.accountId),
  })),
  ...deed('accept', acceptRequests),
  ...deed('dismiss', dismissRequests),
  get(`${base}/:id`, { scope: read, params: IdPath, returns: 'NotificationRequest' }, async (c) =>
    requestJson(c.site, await loadRequest(c.site, c.viewer, c.params.id)),
  ),
])
