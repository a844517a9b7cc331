import { pageInput, toPage } from '#base/paging.ts'
import { flagInput, idInput, idsInput, listOf } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import { groupableTypes } from './group-key.ts'
import type { NotificationWish } from './list-notifications.ts'
import { fates, type NotificationPolicy, type NotificationType, notificationTypes } from './notifications.schema.ts'

const words = listOf(z.string().max(100), 100)

/** Kinds by their names; those that do not exist here name nothing. */
const kinds = words.transform((names) => notificationTypes.filter((type) => names.includes(type)))

/** Which notifications are wanted. Kinds of which none exists here are kinds of which there are none. */
const filters = {
  types: words,
  exclude_types: kinds,
  account_id: idInput.exactOptional(),
  include_filtered: flagInput.default(false),
  // Every kind that exists here is one that each app knows, so none needs a fallback.
  supported_types: words.exactOptional(),
}

interface Filters {
  types: string[]
  exclude_types: NotificationType[]
  account_id?: number
  include_filtered: boolean
}

/** Whoever asks for one sender sees also what was filtered of them, as in Mastodon: apps show a request so. */
const toWish = (query: Filters): NotificationWish => ({
  types: notificationTypes.filter(
    (type) => (query.types.length === 0 || query.types.includes(type)) && !query.exclude_types.includes(type),
  ),
  // -1 is nobody: an id that names nothing must not mean everybody.
  fromAccountId: query.account_id === undefined ? 0 : query.account_id || -1,
  filtered: query.include_filtered || query.account_id !== undefined,
})

/** Kinds that shall be shown together; without a wish all that can be. */
const groupedTypes = words.transform((names) => groupableTypes.filter((type) => names.length === 0 || names.includes(type)))

/** GET /api/v1/notifications. */
export const ListQuery = z.object({ ...pageInput(40), ...filters }).transform((query) => ({ page: toPage(query), wish: toWish(query) }))

/** GET /api/v2/notifications. */
export const GroupsQuery = z
  .object({ ...pageInput(40), ...filters, grouped_types: groupedTypes, expand_accounts: z.string().max(100).default('full') })
  .transform((query) => ({
    page: toPage(query),
    wish: toWish(query),
    groupedTypes: query.grouped_types,
    expand: query.expand_accounts,
  }))

const counted = { limit: pageInput(100, 1000).limit, ...filters }

/** GET /api/v1/notifications/unread_count. */
export const UnreadQuery = z.object(counted).transform((query) => ({ limit: query.limit, wish: toWish(query) }))

/** GET /api/v2/notifications/unread_count. */
export const UnreadGroupsQuery = z
  .object({ ...counted, grouped_types: groupedTypes })
  .transform((query) => ({ limit: query.limit, wish: toWish(query), groupedTypes: query.grouped_types }))

/** `:id` of a notification or of a request. */
export const IdPath = z.object({ id: idInput })

/** One notification or group: its kind is one that every app knows. */
export const OneQuery = z.object({ supported_types: words.exactOptional() })

/** `:group_key`. */
export const KeyPath = z.object({ group_key: z.string().max(100) })

/** GET /api/v2/notifications/:group_key/accounts, and the list of requests. */
export const PageQuery = z.object(pageInput(40)).transform(toPage)

/** POST /api/v1/notifications/requests/accept and dismiss. */
export const RequestsBody = z.object({ id: idsInput(500) })

/** What a body says about classes, without those that it does not name. */
const chosen = <T>(classes: { [K in keyof NotificationPolicy]: T | undefined }) =>
  Object.fromEntries(Object.entries(classes).filter(([, value]) => value !== undefined)) as Partial<Record<keyof NotificationPolicy, T>>

const fate = z.enum(fates).exactOptional()

/** PATCH /api/v2/notifications/policy. */
export const PolicyBody = z
  .object({
    for_not_following: fate,
    for_not_followers: fate,
    for_new_accounts: fate,
    for_private_mentions: fate,
    for_limited_accounts: fate,
    for_bots: fate,
  })
  .transform((body) =>
    chosen({
      notFollowing: body.for_not_following,
      notFollowers: body.for_not_followers,
      newAccounts: body.for_new_accounts,
      privateMentions: body.for_private_mentions,
      limitedAccounts: body.for_limited_accounts,
      bots: body.for_bots,
    }),
  )

const filter = flagInput.transform((on) => (on ? ('filter' as const) : ('accept' as const))).exactOptional()

/** PATCH /api/v1/notifications/policy. */
export const PolicyFlagsBody = z
  .object({
    filter_not_following: filter,
    filter_not_followers: filter,
    filter_new_accounts: filter,
    filter_private_mentions: filter,
    filter_bots: filter,
  })
  .transform((body) =>
    chosen({
      notFollowing: body.filter_not_following,
      notFollowers: body.filter_not_followers,
      newAccounts: body.filter_new_accounts,
      privateMentions: body.filter_private_mentions,
      limitedAccounts: undefined,
      bots: body.filter_bots,
    }),
  )

/** POST /notifications/dismiss. `back` leads only to these pages. */
export const DismissForm = z.object({
  key: z.string().max(100).default(''),
  id: idInput,
  back: z
    .string()
    .default('')
    .transform((path) => (/^\/notifications(\/[a-z]+)?(\?[a-z_]+=\d{1,16})?$/.test(path) ? path : '/notifications')),
})

/** POST /settings/notifications: all of the policy. */
export const PolicyForm = z.object({
  not_following: z.enum(fates),
  not_followers: z.enum(fates),
  new_accounts: z.enum(fates),
  private_mentions: z.enum(fates),
  limited_accounts: z.enum(fates),
  bots: z.enum(fates),
})
