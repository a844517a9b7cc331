import { idInput, idsInput } from '#features/accounts/accounts.input.ts'
import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'
import type { NewList } from './create-list.ts'

const title = z.string().trim().min(1).max(256)
const policy = z.enum(['list', 'followed', 'none'])

/** `:id` of a list. */
export const ListPath = z.object({ id: idInput })

/** POST /api/v1/lists. */
export const NewListBody = z
  .object({ title, replies_policy: policy.default('list'), exclusive: z.boolean().default(false) })
  .transform(({ replies_policy, ...rest }): NewList => ({ ...rest, repliesPolicy: replies_policy }))

/** PUT /api/v1/lists/:id. */
export const ListChangeBody = z
  .object({ title: title.exactOptional(), replies_policy: policy.exactOptional(), exclusive: z.boolean().exactOptional() })
  .transform(({ replies_policy, ...rest }): Partial<NewList> => (replies_policy ? { ...rest, repliesPolicy: replies_policy } : rest))

/** GET /api/v1/lists/:id/accounts. */
export const MembersQuery = z.object(pageInput(40)).transform(toPage)

/** Accounts to put on a list or to take off it. */
export const MembersBody = z.object({ account_ids: idsInput(500) })
