import type { TestContext } from 'node:test'
import { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { mediaByIds } from '#features/media/media.queries.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import type { Media } from '#features/media/media.schema.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { jobs } from '#processes/jobs.ts'
import { asFile, quarters } from '../../pictures.ts'
import { testSite } from '../../site.ts'
import { newViewer } from '../statuses/world.ts'

export const hour = 3_600_000
const png = await quarters().png().toBuffer()

/** A site on which alice uploads pictures. */
export async function openFiles() {
  const own = await testSite()
  const { site } = own
  const alice: Viewer = await newViewer(site, 'alice')
  const work = async () => void (await drainJobs(site, jobs))
  const add = async (job: typeof sweepMedia) => {
    await site.store.tx((db) => site.jobs.add(db, job, {}))
    await work()
  }
  return {
    ...own,
    alice,
    /** A picture that hangs on nothing, alice's unless told otherwise. */
    upload: async (c: TestContext, by: Viewer = alice, at: Site = site): Promise<Media> =>
      await uploadMedia(at, by, { file: new Upload('x.png', 'image/png', png.length, asFile(c, png)), alt: 'secret words', focus: null }),
    /** Whether its bytes and those of its preview are there. */
    stands: async (file: Media) => [
      (await site.storage.stat(file.storageKey)) !== undefined,
      (await site.storage.stat(file.preview!.key)) !== undefined,
    ],
    row: async (file: Media) => (await mediaByIds(site.store.read, [file.id]))[0],
    /** Runs all jobs that are due. */
    work,
    /** Runs a job now. */
    add,
    sweep: async () => await add(sweepMedia),
  }
}

export type Files = Awaited<ReturnType<typeof openFiles>>
