import { setImmediate as breathe } from 'node:timers/promises'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deleteKeys, keysAfter } from './idempotency.queries.ts'

/** How long an Idempotency-Key answers with the first result, ms. */
export const keyLife = 3_600_000

const batch = 500

/** Forgets keys that have answered for their hour. Walks all of them: an index by age would cost every post more than this. */
export const forgetKeys = defineJob({
  name: 'statuses.forget-keys',
  data: z.strictObject({}),
  async run(site) {
    const before = site.clock.now() - keyLife
    for (let last: string | undefined = ''; last !== undefined; await breathe()) {
      const keys = await keysAfter(site.store.read, last, batch)
      const old = keys.filter((key) => key.createdAt <= before).map((key) => key.name)
      if (old.length > 0) await site.store.tx((db) => deleteKeys(db, old, before))
      last = keys.length === batch ? keys.at(-1)?.name : undefined
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
