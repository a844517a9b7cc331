import { badRequest, notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import { showAccounts } from '#features/accounts/show-accounts.ts'
import { area, type Call, type Endpoint, get, patch, post, put } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { clearNotifications } from './clear.ts'
import { countUnread } from './count-unread.ts'
import { changePolicy } from './change-policy.ts'
import { dismiss } from './dismiss.ts'
import { dismissGroup } from './dismiss-group.ts'
import { findGroup, groupPage } from './find-group.ts'
import { type Expand, groupedJson } from './groups.json.ts'
import { listGroupHeads, listNotifications } from './list-notifications.ts'
import { type Group, loadGroups, reachOf } from './load-groups.ts'
import * as input from './notifications.input.ts'
import { loadNotification, loadNotifications, notificationJson } from './notifications.json.ts'
import { loadPolicy, policyFlagsJson, policyJson } from './policies.json.ts'

type Asked = Pick<Call, 'site' | 'viewer'>

/** Pages of notifications have neighbours as long as they are not empty: what is above may come yet, what is below may be hidden. */
const cursors = (rows: readonly { id: number }[]) => {
  const [first, last] = [rows.at(0), rows.at(-1)]
  return first && last ? { next: { max_id: last.id }, prev: { min_id: first.id } } : {}
}

/** A page of groups that is not full holds all that is left of them: the next one begins below the oldest of it. */
function groupCursors(heads: readonly { id: number }[], groups: readonly Group[], page: Page) {
  const found = cursors(heads)
  if (!found.next || heads.length >= page.limit || page.minId !== undefined) return found
  return { ...found, next: { max_id: Math.min(...groups.map((group) => group.oldestId)) } }
}

function expandOf(wish: string): Expand {
  if (wish === 'full' || wish === 'partial_avatars') return wish
  const allowed = "allowed values are 'full' and 'partial_avatars'"
  throw badRequest('bad_expand_accounts', `Invalid value for 'expand_accounts': '${wish}', ${allowed}`)
}

const read = 'read:notifications'
const write = 'write:notifications'

const clear = (version: string) =>
  post(`/api/${version}/notifications/clear`, { scope: write, returns: 'Empty' }, async (c) => {
    await clearNotifications(c.site, c.viewer)
    return {}
  })

const flags = async ({ site, viewer }: Asked) => policyFlagsJson(await loadPolicy(site, viewer))
const policy = async ({ site, viewer }: Asked) => policyJson(await loadPolicy(site, viewer))
const flagsRow = { scope: write, body: input.PolicyFlagsBody, returns: 'V1_NotificationPolicy' } as const
const policyRow = { scope: write, body: input.PolicyBody, returns: 'NotificationPolicy' } as const

/** Keeps the part of a policy that a body names and answers all of it. */
const change =
  (show: (c: Asked) => Promise<unknown>) =>
  async (c: Asked & { body: Parameters<typeof changePolicy>[2] }): Promise<unknown> => {
    await changePolicy(c.site, c.viewer, c.body)
    return await show(c)
  }

/** Grouped notifications, and under the address that they had in the beta of Mastodon 4.3, which some apps still know. */
const groups = (version: 'v2' | 'v2_alpha'): Endpoint[] => {
  const root = `/api/${version}/notifications`
  return [
    get(root, { scope: read, query: input.GroupsQuery, returns: 'GroupedNotificationsResults' }, async (c) => {
      const { page, wish, groupedTypes } = c.query
      const expand = expandOf(c.query.expand)
      const heads = await listGroupHeads(c.site, c.viewer, page, wish, groupedTypes)
      const groups = await loadGroups(c.site, c.viewer, heads, groupedTypes, reachOf(heads, page))
      return paged(c, await groupedJson(c.site, c.viewer, groups, { expand, paged: true }), groupCursors(heads, groups, page))
    }),
    get(`${root}/unread_count`, { scope: read, query: input.UnreadGroupsQuery, returns: 'UnreadCount' }, async (c) => ({
      count: await countUnread(c.site, c.viewer, c.query.limit, c.query.wish, c.query.groupedTypes),
    })),
    get(
      `${root}/:group_key`,
      { scope: read, params: input.KeyPath, query: input.OneQuery, returns: 'GroupedNotificationsResults' },
      async (c) => await groupedJson(c.site, c.viewer, [await findGroup(c.site, c.viewer, c.params.group_key)]),
    ),
    post(`${root}/:group_key/dismiss`, { scope: write, params: input.KeyPath, returns: 'Empty' }, async (c) => {
      await dismissGroup(c.site, c.viewer, c.params.group_key)
      return {}
    }),
  ]
}

export const notificationsArea = area('notifications', [
  get('/api/v1/notifications', { scope: read, query: input.ListQuery, returns: 'Notification[]' }, async (c) => {
    const rows = await listNotifications(c.site, c.viewer, c.query.page, c.query.wish)
    const parts = await loadNotifications(c.site, c.viewer, rows)
    return paged(
      c,
      parts.map((one) => notificationJson(c.site, one)),
      cursors(rows),
    )
  }),
  get('/api/v1/notifications/unread_count', { scope: read, query: input.UnreadQuery, returns: 'UnreadCount' }, async (c) => ({
    count: await countUnread(c.site, c.viewer, c.query.limit, c.query.wish),
  })),
  clear('v1'),
  get('/api/v1/notifications/policy', { scope: read, returns: 'V1_NotificationPolicy' }, flags),
  patch('/api/v1/notifications/policy', flagsRow, change(flags)),
  put('/api/v1/notifications/policy', flagsRow, change(flags)),
  get('/api/v1/notifications/:id', { scope: read, params: input.IdPath, query: input.OneQuery, returns: 'Notification' }, async (c) => {
    const parts = await loadNotification(c.site, c.viewer, c.params.id)
    if (!parts) throw notFound('notification')
    return notificationJson(c.site, parts)
  }),
  post('/api/v1/notifications/:id/dismiss', { scope: write, params: input.IdPath, returns: 'Empty' }, async (c) => {
    await dismiss(c.site, c.viewer, c.params.id)
    return {}
  }),
  // Its form before 3.0, with the id in the body.
  post('/api/v1/notifications/dismiss', { scope: write, body: input.IdPath, returns: 'Empty' }, async (c) => {
    await dismiss(c.site, c.viewer, c.body.id)
    return {}
  }),

  ...groups('v2'),
  ...groups('v2_alpha'),
  clear('v2'),
  get('/api/v2/notifications/policy', { scope: read, returns: 'NotificationPolicy' }, policy),
  patch('/api/v2/notifications/policy', policyRow, change(policy)),
  put('/api/v2/notifications/policy', policyRow, change(policy)),
  get(
    '/api/v2/notifications/:group_key/accounts',
    { scope: read, params: input.KeyPath, query: input.PageQuery, returns: 'Account[]' },
    async (c) => {
      const rows = await groupPage(c.site, c.viewer, c.params.group_key, c.query)
      const ids = rows.map((row) => row.fromAccountId)
      return paged(c, await showAccounts(c.site, ids), rowCursors(rows, c.query.limit))
    },
  ),
])
