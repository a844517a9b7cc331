import type { TestContext } from 'node:test'
import { Upload } from '#base/upload.ts'
import { eq } from '#db/drizzle.ts'
import type { Media } from '#features/media/media.schema.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { scheduledById } from '#features/scheduled/scheduled.queries.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { asFile, quarters } from '../../pictures.ts'
import type { TestSite } from '../../site.ts'
import { newViewer } from '../statuses/world.ts'

export const hour = 3_600_000
const png = await quarters().png().toBuffer()

/** Somebody who writes for later, and somebody else. */
export async function makeWriter(t: TestSite) {
  const [alice, bob] = [await newViewer(t.site, 'alice'), await newViewer(t.site, 'bob')]
  const work = async () => void (await drainJobs(t.site, jobs))
  const posts = async () => await t.site.store.read.select().from(statuses).where(eq(statuses.accountId, alice.accountId))
  const row = async (id: number) => await scheduledById(t.site.store.read, id)
  return {
    alice,
    bob,
    /** Alice writes a post that is due after an hour. */
    async later(o: Partial<NewStatus> = {}) {
      const usual = { text: 'later', warning: '', sensitive: false, language: null, replyToId: null, localOnly: false, labelId: null }
      const wish: NewStatus = { ...usual, audience: { kind: 'everyone', listed: true }, ...o }
      return await scheduleStatus(t.site, alice, { wish, dueAt: t.clock.now() + hour })
    },
    /** Runs all jobs that are due. */
    work,
    /** Lets time pass, and runs what is due after it. */
    async pass(ms = hour) {
      t.clock.advance(ms)
      await work()
    },
    /** What alice has published. */
    posts,
    /** What waits under this id, or has failed. */
    row,
    /** Why it failed, and how many posts alice has. */
    state: async (id: number) => [(await row(id))?.reason, (await posts()).length],
    /** A picture of alice's that hangs on nothing. */
    upload: async (c: TestContext): Promise<Media> =>
      await uploadMedia(t.site, alice, { file: new Upload('x.png', 'image/png', png.length, asFile(c, png)), alt: null, focus: null }),
  }
}

export type Writer = Awaited<ReturnType<typeof makeWriter>>
