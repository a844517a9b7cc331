import { flagInput, idInput, idsInput } from '#features/accounts/accounts.input.ts'
import { pageInput, toPage } from '#base/paging.ts'
import { z } from 'zod'
import type { NewList } from './create-list.ts'

/** Characters of a list's name. */
export const longestTitle = 256

const title = z.string().trim().min(1).max(longestTitle)
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

/** A list as its form on our own pages sends it; what is wrong with the name is said there. */
export const ListForm = z
  .object({
    title: z.string().trim().max(10_000).default(''),
    replies_policy: policy.catch('list').default('list'),
    exclusive: flagInput.default(false),
  })
  .transform(({ replies_policy, ...rest }): NewList => ({ ...rest, repliesPolicy: replies_policy }))

/** Whom to put on a list: a part of a name. */
export const MembersPageQuery = z.object({ q: z.string().max(500).default('') })

/** Somebody who is put on a list or taken off it by a button. */
export const MemberForm = z.object({ account_id: idInput })

/** The lists on which somebody is to stand; no tick = none. */
export const PersonListsForm = z.object({ lists: idsInput(50).default([]) })
