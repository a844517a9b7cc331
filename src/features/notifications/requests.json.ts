import { iso } from '#base/clock.ts'
import { notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { distinct } from '#features/statuses/lists.ts'
import { loadStatusParts, type StatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import type { NotificationRequest } from './notifications.schema.ts'
import { ownRequest, requestsIn, waitingUnder } from './requests.queries.ts'

/** A request with what its wire form needs. */
export interface RequestParts {
  request: NotificationRequest
  from: AccountParts
  count: number
  lastStatus: StatusParts | null
}

type Reader = Pick<Viewer, 'accountId'>

/** Counts mean nothing beyond it. */
const mostCounted = 100

async function load(site: Site, viewer: Reader, rows: readonly NotificationRequest[]): Promise<RequestParts[]> {
  const db = site.store.read
  const senders = rows.map((row) => row.fromAccountId)
  const waiting = await waitingUnder(db, viewer.accountId, senders)
  const accounts = await loadAccounts(db, senders)
  const lastIds = distinct([...waiting.values()].map((row) => row.lastStatusId))
  const statuses = new Map((await loadStatusParts(site, db, lastIds, viewer, canNotify)).map((parts) => [parts.status.id, parts]))
  return rows.flatMap((request) => {
    const from = accounts.get(request.fromAccountId)
    const under = waiting.get(request.fromAccountId)
    if (!from || !under) return []
    return [{ request, from, count: Math.min(under.count, mostCounted), lastStatus: statuses.get(under.lastStatusId ?? 0) ?? null }]
  })
}

/** A page of the viewer's requests under which something waits, newest first. Constant queries. */
export async function loadRequests(site: Site, viewer: Reader, page: Page): Promise<RequestParts[]> {
  const up = page.minId !== undefined
  const cut = { up, above: page.minId ?? page.sinceId ?? 0, below: page.maxId ?? Number.MAX_SAFE_INTEGER, limit: page.limit }
  const rows = await requestsIn(site.store.read, { accountId: viewer.accountId, now: site.clock.now() }, cut)
  return await load(site, viewer, up ? rows.reverse() : rows)
}

/** One of the viewer's requests. Throws 404 for anybody else's and for one under which nothing waits. */
export async function loadRequest(site: Site, viewer: Reader, id: number): Promise<RequestParts> {
  const row = await ownRequest(site.store.read, { accountId: viewer.accountId, now: site.clock.now() }, id)
  const [parts] = row ? await load(site, viewer, [row]) : []
  if (!parts) throw notFound('notification request')
  return parts
}

/** Mastodon's NotificationRequest; the count is a string there. */
export const requestJson = (site: Site, { request, from, count, lastStatus }: RequestParts) => ({
  id: String(request.id),
  created_at: iso(request.createdAt),
  updated_at: iso(request.updatedAt),
  notifications_count: String(count),
  account: accountJson(site, from),
  last_status: lastStatus && statusJson(site, lastStatus),
})
