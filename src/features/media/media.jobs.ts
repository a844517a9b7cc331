import { setImmediate } from 'node:timers/promises'
import { retire } from '#features/holds/retire.ts'
import { defineJob, type Site } from '#platform/site.ts'
import { z } from 'zod'
import { lockMedia, looseMedia } from './media.queries.ts'

/** Ms that a file may wait for a post. */
export const looseLife = 86_400_000

const batch = 500

/**
 * Retires files that no post took within a day. The cursor goes up whatever becomes of a file, so that one which cannot be retired neither
 * ends the walk nor begins it anew (SEC:D10).
 */
export const sweepMedia = defineJob({
  name: 'media.sweep',
  data: z.strictObject({}),
  async run(site) {
    const until = site.clock.now() - looseLife
    for (let cursor = { since: 0, id: 0 }, more = true; more;) {
      const files = await looseMedia(site.store.read, until, cursor, batch)
      for (const { id } of files) await retireLoose(site, id, until)
      cursor = files.at(-1) ?? cursor
      more = files.length === batch
      await setImmediate()
    }
  },
})

/** A post may have taken the file since it was found. */
async function retireLoose(site: Site, id: number, until: number): Promise<void> {
  const work = site.store.tx(async (db) => {
    const [file] = await lockMedia(db, [id])
    if (file?.looseSince == null || file.looseSince > until) return
    await retire(site, db, { kind: 'media', id }, { why: 'retention', who: null })
  })
  await work.catch((err: unknown) => site.log.error({ err, id }, 'a loose file cannot be retired'))
}
