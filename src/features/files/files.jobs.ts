import { setImmediate } from 'node:timers/promises'
import { copiedAmong } from '#features/holds/holds.queries.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deleteLoose, dueLoose } from './files.queries.ts'

const batch = 500

/**
 * Removes the bytes of what is due, and asks first whether a sealed copy still needs them. The cursor goes up whatever becomes of a row, so
 * that objects which must stay, or which the disk will not give up, end no run and begin none anew (SEC:D10).
 */
export const removeLoose = defineJob({
  name: 'files.removeLoose',
  data: z.strictObject({}),
  async run(site) {
    const now = site.clock.now()
    for (let cursor = 0, more = true; more;) {
      const rows = await dueLoose(site.store.read, now, cursor, batch)
      const copied = await copiedAmong(
        site.store.read,
        rows.flatMap((row) => row.keptBy),
      )
      const gone: string[] = []
      for (const { key, keptBy } of rows) {
        if (keptBy.some(({ kind, id }) => copied.has(`${kind}:${id}`))) continue
        const removed = site.storage.remove(key).then(() => gone.push(key))
        await removed.catch((err: unknown) => site.log.error({ err, key }, 'a stored object cannot be removed'))
      }
      await site.store.tx((db) => deleteLoose(db, gone))
      cursor = rows.at(-1)?.id ?? cursor
      more = rows.length === batch
      await setImmediate()
    }
  },
})
