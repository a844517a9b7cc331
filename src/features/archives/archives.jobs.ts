import { setImmediate } from 'node:timers/promises'
import { dropFiles } from '#features/files/drop-files.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { archiveDue } from './archive-due.ts'
import { archiveLife } from './archive-life.ts'
import { deleteArchive, oldArchives } from './archives.queries.ts'
import { makeArchive } from './make-archive.ts'

export const makeArchiveJob = defineJob({ ...archiveDue, run: async (site, { archiveId }) => await makeArchive(site, archiveId) })

/** Removes archives a week after they were made; once an hour. */
export const tidyArchives = defineJob({
  name: 'archives.tidy',
  data: z.strictObject({}),
  async run(site) {
    const before = site.clock.now() - archiveLife
    for (let more = true; more;) {
      const old = await oldArchives(site.store.read, before, 100)
      for (const { id, file } of old)
        await site.store.tx(async (db) => {
          if ((await deleteArchive(db, id)) && file) await dropFiles(site, db, [file], [])
        })
      more = old.length === 100
      await setImmediate()
    }
  },
})
