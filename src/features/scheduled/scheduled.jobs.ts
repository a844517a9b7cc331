import { setImmediate } from 'node:timers/promises'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { failScheduled } from './fail-scheduled.ts'
import { publishScheduled } from './publish-scheduled.ts'
import { overdue } from './scheduled.queries.ts'

/** Runs before a fault of ours counts as final: a quarter of an hour in all. */
const attempts = 6
/** Ms after which a post that still waits is looked after. */
const patience = 3_600_000
const batch = 500

/** Jobs of one post have one key, so that they run one after the other, oldest first. */
export const keyOf = (id: number) => `scheduled:${id}`

/** Publishes a post that is due. */
export const publishDue = defineJob({
  name: 'scheduled.publish',
  data: z.strictObject({ id: z.int() }),
  attempts,
  run: async (site, { id }, { attempt }) => await publishScheduled(site, id, { last: attempt >= attempts }),
})

/** Tells the author that a post was not published. Stands behind the post's own job, so that it runs when that one has ended. */
export const giveUp = defineJob({
  name: 'scheduled.give-up',
  data: z.strictObject({ id: z.int(), dueAt: z.int() }),
  run: async (site, row) => await failScheduled(site, row, 'internal'),
})

/** Looks for posts whose job has ended without a word: the process died in it too often. None is lost in silence. */
export const lookForOverdue = defineJob({
  name: 'scheduled.overdue',
  data: z.strictObject({}),
  async run(site) {
    const until = site.clock.now() - patience
    for (let behind = 0, more = true; more;) {
      const rows = await overdue(site.store.read, until, behind, batch)
      await site.store.tx(async (db) => {
        for (const { id, dueAt } of rows) await site.jobs.add(db, giveUp, { id, dueAt }, { once: String(id), key: keyOf(id) })
      })
      behind = rows.at(-1)?.id ?? behind
      more = rows.length === batch
      await setImmediate()
    }
  },
})
