import type { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { changePicture } from './change-picture.ts'

/** The same as `changeAvatar` for the picture over the profile, 1500 x 500. */
export async function changeHeader(site: Site, viewer: Viewer, file: Upload | null): Promise<void> {
  await changePicture(site, viewer, 'header', file)
}
