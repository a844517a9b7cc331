import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomHex } from '#base/ids.ts'
import { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { quarters } from '../pictures.ts'
import type { TestWeb } from '../web.ts'

/** A picture that somebody has ready for a post: its id. */
export async function upload(web: TestWeb, by: Viewer, alt: string, size: [width: number, height: number] = [80, 40]): Promise<number> {
  const bytes = await quarters(...size)
    .png()
    .toBuffer()
  const path = join(web.data, `upload-${randomHex()}.png`)
  writeFileSync(path, bytes)
  return (await uploadMedia(web.site, by, { file: new Upload('x.png', 'image/png', bytes.length, path), alt, focus: null })).id
}
