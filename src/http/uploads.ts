import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Site } from '#platform/site.ts'
import type { Tree } from './input/brackets.ts'
import { uploadsIn } from './input/multipart.ts'

/** Where files lie while their request runs. */
export const uploadsFolder = (site: Pick<Site, 'config'>): string => join(site.config.data, 'uploads')

/** Runs `work` and then removes the files that came with the form, however it ended. */
export async function withUploads(raw: Tree, work: () => Promise<void>): Promise<void> {
  const uploads = uploadsIn(raw)
  try {
    await work()
  } finally {
    if (uploads.length) await Promise.all(uploads.map(({ path }) => rm(path, { force: true })))
  }
}
