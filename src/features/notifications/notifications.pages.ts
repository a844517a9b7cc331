import { listPage, wishedPage } from '#base/list-page.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { advanceMarker } from '#features/markers/advance-marker.ts'
import { markersOf } from '#features/markers/markers.queries.ts'
import { requestRows } from '#features/relationships/account-lists.queries.ts'
import { form, go, type Page, page, pageArea, type PageCall, stream, view } from '#http/page.ts'
import type { z } from 'zod'
import { clearNotifications } from './clear.ts'
import { dismissGroup } from './dismiss-group.ts'
import { listWholeGroups } from './list-notifications.ts'
import { loadTold } from './load-told.ts'
import { DismissForm } from './notifications.input.ts'
import { type NotificationType, notificationTypes } from './notifications.schema.ts'
import { pendingOf } from './requests.queries.ts'
import { toldView } from './told.html.ts'

/** The pages of notifications by their addresses, and what each shows. */
const kinds: Readonly<Record<string, readonly NotificationType[]>> = {
  '/notifications': notificationTypes,
  '/notifications/mentions': ['mention'],
  '/notifications/favourites': ['favourite'],
  '/notifications/boosts': ['reblog'],
  '/notifications/follows': ['follow', 'follow_request'],
  '/notifications/polls': ['poll'],
}
const all = '/notifications'
const nameOf = (path: string) => path.slice(all.length + 1) || 'all'

/** So many who wait are counted. */
const mostCounted = 40

type Call = PageCall<undefined, typeof OlderNewer>

/** Who waits for a word of the viewer: askers and senders that the policy has set aside. */
async function waiting({ site, viewer }: Pick<Call, 'site' | 'viewer'>) {
  const { read } = site.store
  const askers = await requestRows(read, viewer.accountId, { above: 0, below: Number.MAX_SAFE_INTEGER, limit: mostCounted })
  const { requests } = await pendingOf(read, { accountId: viewer.accountId, now: site.clock.now() })
  return { askers: askers.length, requests }
}

/** What the viewer was told of these kinds. Whoever opens all of it has read it, on every device. */
async function showTold(c: Call, path: string, types: readonly NotificationType[]) {
  const { site, viewer } = c
  await site.events.catchUp()
  // Read before the list: what comes in between is then sent by the socket.
  const position = site.events.position()
  const rows = await listWholeGroups(site, viewer, wishedPage(c.query), { types, fromAccountId: 0, filtered: false })
  const list = listPage(
    path,
    c.query,
    rows.map((row) => row.id),
  )
  if (list.first && c.query.min_id !== undefined) return go(path)
  const [marker] = await markersOf(site.store.read, viewer.accountId, ['notifications'])
  const readUpTo = marker?.lastReadId ?? 0
  const parts = await loadTold(
    site,
    viewer,
    rows.filter((row) => list.ids.includes(row.id)),
  )
  const top = list.ids.at(0) ?? 0
  if (path === all && list.first && top > readUpTo && !c.isPrefetch) await advanceMarker(site, viewer, 'notifications', top)
  const told = parts.map((one) => toldView(one, viewer.accountId, readUpTo))
  const back = path + (c.rawQuery === '' ? '' : `?${c.rawQuery}`)
  return view('notifications/list', c.say('told.title'), {
    position,
    kind: nameOf(path),
    kinds: Object.keys(kinds).map((one) => ({ path: one, label: `told.kind_${nameOf(one)}`, chosen: one === path })),
    live: path === all && list.first,
    unread: told.filter((one) => one.unread).map((one) => ({ ...one, back })),
    seen: told.filter((one) => !one.unread).map((one) => ({ ...one, back })),
    empty: told.length === 0,
    nothing: `told.empty_${nameOf(path)}`,
    older: list.older,
    newer: list.newer,
    ...(await waiting(c)),
  })
}

const listOf = ([path, types]: [string, readonly NotificationType[]]): Page =>
  page(path, { query: OlderNewer }, async (c) => await showTold(c, path, types))

/** To a page of notifications without JavaScript; with it the row says itself that it is gone, and nothing moves. */
async function dismiss(c: PageCall<undefined, undefined, typeof DismissForm>) {
  const { key, id, back }: z.output<typeof DismissForm> = c.body
  await dismissGroup(c.site, c.viewer, key)
  const row = `told-${id}`
  if (c.wantsStream)
    return stream([{ action: 'replace', target: row, partial: 'row-gone', data: { row, said: 'told.dismissed', name: '' } }])
  return go(back, { flash: 'told.dismissed', focus: 'main' })
}

export const notificationsPages = pageArea('notifications', [
  ...Object.entries(kinds).map(listOf),
  form('/notifications/dismiss', { body: DismissForm }, dismiss),
  page('/notifications/clear', {}, async (c) => view('notifications/clear', c.say('told.clear_title'), {})),
  form('/notifications/clear', {}, async (c) => {
    await clearNotifications(c.site, c.viewer)
    return go(all, { flash: 'told.cleared', focus: 'main' })
  }),
])
