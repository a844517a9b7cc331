import { pageInput, toPage } from '#base/paging.ts'
import { flagInput, idInput, idsInput, listOf } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import type { FollowOptions } from './follows.queries.ts'

/** GET /api/v1/accounts/relationships. What names nothing is left out of the answer. */
export const RelationshipsQuery = z.object({ id: idsInput(500), with_suspended: flagInput.default(false) })

/** GET /api/v1/accounts/familiar_followers. */
export const FamiliarQuery = z.object({ id: idsInput(100) })

/** Lists of accounts: 40 at a time, 80 at the most. */
export const ListQuery = z.object(pageInput(40)).transform(toPage)

/** GET /api/v1/domain_blocks. */
export const DomainsQuery = z.object(pageInput(100)).transform(toPage)

/** A domain in the query or in the body. */
export const DomainBody = z.object({ domain: z.string().trim().min(1).max(255) })

/** The same on a page, where an empty field is told at the field. */
export const DomainForm = z.object({ domain: z.string().max(255).default('') })

/** GET /api/v1/accounts/search. Without a text nobody is found. */
export const SearchQuery = z
  .object({
    q: z.string().max(500).default(''),
    ...pageInput(40),
    offset: z.coerce.number().catch(0),
    following: flagInput.default(false),
    /** Taken and not used: there is no other server to ask. */
    resolve: flagInput.default(false),
  })
  .transform(({ q, limit, offset, following }) => ({
    text: q,
    limit,
    offset: Math.min(Math.max(0, Math.trunc(offset)), 10_000),
    followed: following,
  }))

/** A form's empty field and a JSON null leave the option as it is. */
const option = z.preprocess((value) => (value === '' ? null : value), flagInput.nullable()).exactOptional()

/** POST /api/v1/accounts/:id/follow. An empty list of languages means all. */
export const FollowBody = z
  .object({ reblogs: option, notify: option, languages: listOf(z.string().max(35), 100).exactOptional() })
  .transform(({ reblogs, notify, languages }): FollowOptions => ({
    ...(reblogs == null ? {} : { reblogs }),
    ...(notify == null ? {} : { notify }),
    ...(languages === undefined ? {} : { languages: languages.length === 0 ? null : languages }),
  }))

/** Ten years: a longer mute is one for ever. */
const longest = 315_360_000

/** POST /api/v1/accounts/:id/mute; `duration` in seconds, 0 = for ever. */
export const MuteBody = z
  .object({ notifications: option, duration: z.coerce.number().nonnegative().nullable().catch(0).exactOptional() })
  .transform(({ notifications, duration }) => ({
    hideNotifications: notifications ?? true,
    seconds: duration == null || duration > longest ? 0 : Math.trunc(duration),
  }))

/** POST /api/v1/accounts/:id/note. */
export const NoteBody = z.object({ comment: z.string().nullable().default('') })

/** `:account_id` of somebody who asks to follow. */
export const AskerPath = z.object({ account_id: idInput })
