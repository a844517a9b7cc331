import type { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { changePicture } from './change-picture.ts'

/**
 * Makes a picture the viewer's face, 400 x 400 and still, or takes it away with null. Its description is empty afterwards: write that after this.
 * Not to be called inside `tx`. Throws 422 for what is no picture, is damaged or too large.
 */
export async function changeAvatar(site: Site, viewer: Viewer, file: Upload | null): Promise<void> {
  await changePicture(site, viewer, 'avatar', file)
}
