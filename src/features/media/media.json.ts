import type { Media } from './media.schema.ts'

/** Address of a file: whoever knows it sees the file (DESIGN 12.11). `url` is the site's own, without a slash. */
const mediaUrl = (url: string, file: Pick<Media, 'capability' | 'name'>) =>
  `${url}/media/${file.capability}/${encodeURIComponent(file.name)}`

/** Mastodon's MediaAttachment; `url` and `preview_url` are never null for a file that stands (clients.md 4). */
export function mediaJson(url: string, file: Media) {
  const address = mediaUrl(url, file)
  const { width, height } = file
  const size = width === null || height === null ? undefined : { width, height, size: `${width}x${height}`, aspect: width / height }
  return {
    id: String(file.id),
    type: file.kind,
    url: address,
    preview_url: address,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: { ...(size ? { original: size, small: size } : {}), ...(file.focus ? { focus: file.focus } : {}) },
    description: file.alt,
    blurhash: file.blurhash,
  }
}

export type MediaJson = ReturnType<typeof mediaJson>
