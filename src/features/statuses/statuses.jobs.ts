import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deleteKeys, oldestKeys } from './idempotency.queries.ts'

/** How long an Idempotency-Key answers with the first result, ms. */
export const keyLife = 3_600_000

const batch = 500

/** Forgets keys that have answered for their hour; comes back when the next one has. */
export const forgetKeys = defineJob({
  name: 'statuses.forget-keys',
  data: z.strictObject({}),
  async run(site) {
    for (let more = true; more;) {
      more = await site.store.tx(async (db) => {
        const keys = await oldestKeys(db, batch)
        const old = keys.filter((key) => key.createdAt <= site.clock.now() - keyLife)
        await deleteKeys(db, old)
        const next = keys[old.length]
        if (next) await site.jobs.add(db, forgetKeys, {}, { at: next.createdAt + keyLife, once: 'all' })
        return old.length === batch
      })
    }
  },
})

/** Asks for the notifications of those whom a status names. Feature notifications runs it: it comes later in the order. */
export const mentionsDue = { name: 'notifications.mentions', data: z.strictObject({ statusId: z.int() }) }

/** `accountId` did something to a status, or took it back: its author is told, or not any more. */
const ofDeed = z.strictObject({ accountId: z.int(), statusId: z.int() })
export const favouriteDue = { name: 'notifications.favourite', data: ofDeed }
export const boostDue = { name: 'notifications.boost', data: ofDeed }

/** Asks that those be told who want to hear of each post of its author. */
export const postDue = { name: 'notifications.post', data: z.strictObject({ statusId: z.int() }) }

/** Asks that a post for named people stand in the conversations of its author and of those whom it is for. */
export const lettersDue = { name: 'conversations.letter', data: z.strictObject({ statusId: z.int() }) }

/** Asks that the words of all posts that wait for it be found. Feature search runs it. */
export const indexDue = { name: 'search.index', data: z.strictObject({}) }
