import type { SlideData } from 'photoswipe'

/** The server's words, from `data-*` of the layout. */
export type ViewerWords = Readonly<Record<string, string | undefined>>

/** One picture as the viewer shows it. */
export interface Slide extends SlideData {
  src: string
  alt: string
  width: number
  height: number
  /** Stands in its place until it is there: the small version, over its own colour. */
  msrc?: string
  colour: string
  /** From 1 on, in the order of the post. */
  nth: number
}

function slideOf(link: HTMLAnchorElement, i: number): Slide {
  const image = link.querySelector('img')
  const { w, h, alt } = link.dataset
  return {
    src: link.href,
    alt: alt ?? image?.alt ?? '',
    width: Number(w) || image?.naturalWidth || innerWidth,
    height: Number(h) || image?.naturalHeight || innerHeight,
    colour: image?.dataset['c'] ?? '',
    nth: i + 1,
    ...(image ? { msrc: image.currentSrc || image.src, element: link, thumbCropped: true } : {}),
  }
}

/** The pictures of the post to which a link belongs, in its order; a picture that stands alone is the only one. */
export function slidesAround(link: HTMLAnchorElement): Slide[] {
  const all = link.closest('.pics')?.querySelectorAll<HTMLAnchorElement>('a[data-picture]') ?? [link]
  return [...all].map(slideOf)
}
