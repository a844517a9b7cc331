import { filePath } from '#features/files/file-url.ts'
import type { Media } from '#features/media/media.schema.ts'

/** One picture of a post, as `partials/pics.hbs` shows it. */
export interface PictureView {
  /** The file itself, and the version that lists show. */
  href: string
  src: string
  alt: string
  /** From 1 on. */
  nth: number
  /** Pixels of that version; 0 when nobody knows. */
  width: number
  height: number
  /** Where the eye should rest: classes `fx-0` to `fx-10` and `fy-0` to `fy-10`, since the policy of our pages allows no style attribute. */
  focus: string
}

const step = (value: number) => Math.round(((value + 1) / 2) * 10)

/** The pictures of a post; addresses on our own origin, from which nothing of a page may leave. */
export const pictureViews = (media: readonly Media[]): PictureView[] =>
  media.map(({ capability, name, alt, width, height, preview, focus }, i) => ({
    href: filePath(capability, name),
    src: preview ? filePath(capability, 'small', name) : filePath(capability, name),
    alt: alt ?? '',
    nth: i + 1,
    width: preview?.width ?? width ?? 0,
    height: preview?.height ?? height ?? 0,
    // Mastodon's focus points up, a page's positions point down.
    focus: focus ? `fx-${step(focus.x)} fy-${step(-focus.y)}` : '',
  }))
