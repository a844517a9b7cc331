import { descriptionLimit, statusLimits } from '#features/instance/limits.ts'
import type { Media } from '#features/media/media.schema.ts'
import { pictureViews } from '#features/statuses/pictures.html.ts'
import type { TypedPicture } from './typed.ts'

/** A picture that is uploaded already, as `partials/kept-picture.hbs` shows it in the composer. */
export interface KeptPictureView {
  id: string
  src: string
  width: number
  height: number
  /** File name, as the address has it. */
  name: string
  /** From 1 on. */
  nth: number
  alt: string
  longest: number
  /** Already translated; '' = none. */
  fault: string
  places: { nth: number; chosen: boolean }[]
}

const most = statusLimits.max_media_attachments

/** One of them, at a place of the post. */
export function keptView(file: Media, o: { alt: string; nth: number; fault?: string }): KeptPictureView {
  const [{ src, width, height } = { src: '', width: 0, height: 0 }] = pictureViews([file])
  const { alt, nth, fault = '' } = o
  const places = Array.from({ length: Math.max(most, nth) }, (_, i) => ({ nth: i + 1, chosen: i + 1 === nth }))
  return { id: String(file.id), src, width, height, name: file.name, nth, alt, longest: descriptionLimit, fault, places }
}

/** Those of a post that is being written, in its order; a picture that is gone is left out. */
export function keptViews(
  media: readonly Media[],
  typed: readonly TypedPicture[],
  faults: ReadonlyMap<number, string> = new Map(),
): KeptPictureView[] {
  const rows = new Map(media.map((file) => [file.id, file]))
  const present = typed.flatMap(({ id, alt }) => {
    const file = rows.get(id)
    return file ? [{ file, alt }] : []
  })
  return present.map(({ file, alt }, i) => keptView(file, { alt, nth: i + 1, fault: faults.get(file.id) ?? '' }))
}

/** A file field; `alt` and `fault` are what a refused one kept. */
export interface FileSlot {
  alt: string
  /** Already translated; '' = none. */
  fault: string
}

/** As many file fields as there is room for, those that kept something first. */
export const fileSlots = (kept: readonly FileSlot[], pictures: number): (FileSlot & { n: number; nth: number })[] =>
  Array.from({ length: Math.max(0, most - pictures) }, (_, i) => ({
    n: i + 1,
    nth: pictures + i + 1,
    ...(kept[i] ?? { alt: '', fault: '' }),
  }))
