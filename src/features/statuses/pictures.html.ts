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
  /** Pixels of the file itself; null when nobody knows. */
  full: { width: number; height: number } | null
  /** What it is coloured like on the whole, `#rrggbb`: its ground until it is there; '' when nobody knows. */
  colour: string
  /** It is likely in sight at once: the browser need not wait to find that out. */
  eager: boolean
  /** Where the eye should rest: classes `fx-0` to `fx-10` and `fy-0` to `fy-10`, since the policy of our pages allows no style attribute. */
  focus: string
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

/** The average colour of a picture: four digits to the base of 83 in its blurhash (https://github.com/woltapp/blurhash, Algorithm.md). */
function colourOf(blurhash: string | null): string {
  if (blurhash === null || blurhash.length < 6) return ''
  const value = Array.from(blurhash.slice(2, 6)).reduce((sum, digit) => sum * 83 + digits.indexOf(digit), 0)
  return `#${value.toString(16).padStart(6, '0')}`
}

const step = (value: number) => Math.round(((value + 1) / 2) * 10)

/** The pictures of a post; addresses on our own origin, from which nothing of a page may leave. */
export const pictureViews = (media: readonly Media[]): PictureView[] =>
  media.map(({ capability, name, alt, width, height, preview, focus, blurhash }, i) => ({
    href: filePath(capability, name),
    src: preview ? filePath(capability, 'small', name) : filePath(capability, name),
    alt: alt ?? '',
    nth: i + 1,
    width: preview?.width ?? width ?? 0,
    height: preview?.height ?? height ?? 0,
    full: width && height ? { width, height } : null,
    colour: colourOf(blurhash),
    eager: false,
    // Mastodon's focus points up, a page's positions point down.
    focus: focus ? `fx-${step(focus.x)} fy-${step(-focus.y)}` : '',
  }))

/** So many posts of a page are likely in sight when it opens. */
const inSight = 2

/** Posts of a page, from its top, with the first picture that is likely in sight asked for at once; all others wait until they come near. */
export function withFirstPicture<P extends { pictures: PictureView[] }>(posts: readonly P[]): P[] {
  const at = posts.slice(0, inSight).findIndex(({ pictures }) => pictures.length > 0)
  return posts.map((post, i) =>
    i === at ? { ...post, pictures: post.pictures.map((picture, nth) => ({ ...picture, eager: nth === 0 })) } : post,
  )
}
