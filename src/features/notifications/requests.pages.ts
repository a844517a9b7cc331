import { notFound } from '#base/errors.ts'
import { listPage, wishedPage } from '#base/list-page.ts'
import type { Viewer } from '#base/viewer.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { form, go, page, pageArea, view } from '#http/page.ts'
import type { Site } from '#platform/site.ts'
import { acceptRequests } from './accept-requests.ts'
import { dismissRequests } from './dismiss-requests.ts'
import { listNotifications } from './list-notifications.ts'
import { loadTold } from './load-told.ts'
import { IdPath, RequestsBody } from './notifications.input.ts'
import { requestView } from './requests.html.ts'
import { loadRequest, loadRequests } from './requests.json.ts'
import { toldView } from './told.html.ts'

const path = '/notifications/requests'

type Deed = (site: Site, viewer: Viewer, ids: readonly number[]) => Promise<number>

/** What is done with those whose boxes are ticked, and with one. */
const deed = (name: string, act: Deed, flash: string) => [
  form(`${path}/${name}`, { body: RequestsBody }, async (c) => {
    const count = await act(c.site, c.viewer, c.body.id)
    return go(path, { flash: count > 0 ? flash : 'held.nobody_chosen', focus: 'main' })
  }),
  form(`${path}/:id/${name}`, { params: IdPath }, async (c) => {
    if ((await act(c.site, c.viewer, [c.params.id])) === 0) throw notFound('notification request')
    return go(path, { flash, focus: 'main' })
  }),
]

/** Senders whose words the viewer's policy has set aside. */
export const requestsPages = pageArea('notification requests', [
  page(path, { query: OlderNewer }, async (c) => {
    const found = await loadRequests(c.site, c.viewer, wishedPage(c.query))
    const list = listPage(
      path,
      c.query,
      found.map(({ request }) => request.id),
    )
    if (list.first && c.query.min_id !== undefined) return go(path)
    const requests = found.filter(({ request }) => list.ids.includes(request.id)).map(requestView)
    return view('notifications/requests', c.say('held.title'), { requests, older: list.older, newer: list.newer })
  }),
  ...deed('accept', acceptRequests, 'held.accepted'),
  ...deed('dismiss', dismissRequests, 'held.dismissed'),

  page(`${path}/:id`, { params: IdPath, query: OlderNewer }, async (c) => {
    const request = requestView(await loadRequest(c.site, c.viewer, c.params.id))
    const wish = { types: ['mention'], fromAccountId: Number(request.person.id), filtered: true } as const
    const rows = (await listNotifications(c.site, c.viewer, wishedPage(c.query), wish)).filter((row) => row.filtered)
    const list = listPage(
      request.path,
      c.query,
      rows.map((row) => row.id),
    )
    const parts = await loadTold(
      c.site,
      c.viewer,
      rows.filter((row) => list.ids.includes(row.id)),
    )
    const told = parts.map((one) => ({ ...toldView(one, c.viewer.accountId, Number.MAX_SAFE_INTEGER), held: true, back: '' }))
    const title = c.say('held.title_one', { name: request.person.name })
    return view('notifications/request', title, { request, told, older: list.older, newer: list.newer })
  }),
])
