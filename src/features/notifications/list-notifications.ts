import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { type Cut, fillPage } from '#features/timelines/fill-page.ts'
import type { Site } from '#platform/site.ts'
import { keepTold } from './keep-told.ts'
import { groupHeadsIn, notificationsIn, type Wanted, wholeGroupsIn } from './list.queries.ts'
import type { Notification, NotificationType } from './notifications.schema.ts'

/** What an app asks for of its person's notifications. */
export type NotificationWish = Omit<Wanted, 'accountId' | 'now'>

type Reader = Pick<Viewer, 'accountId'>

/** A page of the viewer's notifications, newest first: those whose post may be told to them now (`canNotify`). */
export async function listNotifications(site: Site, viewer: Reader, page: Page, wish: NotificationWish): Promise<Notification[]> {
  const wanted = { ...wish, accountId: viewer.accountId, now: site.clock.now() }
  return await fill(site, viewer, page, async (cut) => await notificationsIn(site.store.read, wanted, cut))
}

/**
 * The same with one row for each group of the kinds in `groupedTypes`: its newest on this page, or with `minId` its oldest. A group whose
 * older rows lie below the page comes again on the next one, as in Mastodon: apps merge by the key.
 */
export async function listGroupHeads(
  site: Site,
  viewer: Reader,
  page: Page,
  wish: NotificationWish,
  groupedTypes: readonly NotificationType[],
): Promise<Notification[]> {
  const wanted = { ...wish, accountId: viewer.accountId, now: site.clock.now() }
  const grouping = { groupedTypes, bottom: page.minId ?? page.sinceId ?? 0, top: page.maxId ?? Number.MAX_SAFE_INTEGER }
  return await fill(site, viewer, page, async (cut) => await groupHeadsIn(site.store.read, wanted, grouping, cut))
}

/** The same with every group once in the whole list, at the place of its newest: as our own pages show it, where nobody merges by key. */
export async function listWholeGroups(site: Site, viewer: Reader, page: Page, wish: NotificationWish): Promise<Notification[]> {
  const wanted = { ...wish, accountId: viewer.accountId, now: site.clock.now() }
  return await fill(site, viewer, page, async (cut) => await wholeGroupsIn(site.store.read, wanted, cut))
}

async function fill(site: Site, viewer: Reader, page: Page, read: (cut: Cut) => Promise<Notification[]>): Promise<Notification[]> {
  const found = new Map<number, Notification>()
  const idsOf = (rows: readonly Notification[]) => rows.map((row) => row.id)
  const rowsOf = (ids: readonly number[]) => ids.map((id) => found.get(id)).filter((row) => row !== undefined)
  const candidates = async (cut: Cut) => {
    const rows = await read(cut)
    for (const row of rows) found.set(row.id, row)
    return idsOf(rows)
  }
  return rowsOf(await fillPage(page, candidates, async (ids) => idsOf(await keepTold(site, viewer, rowsOf(ids)))))
}
