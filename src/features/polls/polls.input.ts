import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import type { PollWish } from './check-poll.ts'

/** `poll` in the requests that write a post; the verb says in its own words what is too much. */
export const pollInput = z
  .object({
    options: z.array(z.string().max(10_000)).max(100).default([]),
    expires_in: z.number().nullable().default(null),
    multiple: z.boolean().nullable().default(false),
    hide_totals: z.boolean().nullable().default(false),
  })
  .transform(({ options, expires_in, multiple, hide_totals }): PollWish => ({
    options,
    lasts: expires_in,
    multiple: multiple ?? false,
    hideTotals: hide_totals ?? false,
  }))

/** `:id` of a poll. */
export const PollPath = z.object({ id: idInput })

/** What cannot be an index is none of the options, which the verb says. */
const choice = z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1))

/** POST /api/v1/polls/:id/votes. */
export const VoteBody = z.object({ choices: z.array(choice).max(100).default([]) })
