import { fileUrl } from '#features/files/file-url.ts'
import type { Config } from '#platform/config/config.ts'
import type { Media } from './media.schema.ts'

const sizeJson = ({ width, height }: { width: number; height: number }) => ({
  width,
  height,
  size: `${width}x${height}`,
  aspect: width / height,
})

/** Mastodon's MediaAttachment; `url` and `preview_url` are never null for a file that stands: Android drops what has none. */
export function mediaJson(config: Pick<Config, 'url' | 'media'>, file: Media) {
  const { width, height, preview, capability, name } = file
  const address = fileUrl(config, capability, name)
  const original = width === null || height === null ? undefined : sizeJson({ width, height })
  return {
    id: String(file.id),
    type: file.kind,
    url: address,
    preview_url: preview ? fileUrl(config, capability, 'small', name) : address,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: {
      ...(original ? { original, small: preview ? sizeJson(preview) : original } : {}),
      ...(file.focus ? { focus: file.focus } : {}),
    },
    description: file.alt,
    blurhash: file.blurhash,
  }
}

export type MediaJson = ReturnType<typeof mediaJson>
