import { factors, lookOf, type Setting, type Wide } from '../pages/walk/settings.ts'

/** Attributes of the root that the server writes for a look (`views/partials/document.hbs`). */
export const dataOf = (look: Pick<Setting, 'theme' | 'text'>) => {
  const { theme, text, contrast } = lookOf(look)
  return { theme, ...(text === 'usual' ? {} : { text }), ...(contrast ? { contrast: 'more' } : {}) }
}

/** In what a page that has been loaded is looked at. */
export interface Cell {
  wide: Wide
  theme: Setting['theme']
  text: Setting['text']
}

/** One of the four loads of a page: with scripts and without, in both directions. */
export type Load = 0 | 1 | 2 | 3

const themeAt = (i: number): Setting['theme'] => factors.theme[i % factors.theme.length]!

/** The looks that a page is measured in at a width, both sizes of text; over the four loads each of them meets each theme there. */
export const looksAt = (wide: Wide, load: Load) =>
  factors.text.map((text, i) => {
    const theme = themeAt(factors.wide.indexOf(wide) + i + load)
    return { name: `${theme}, text ${text}`, data: dataOf({ theme, text }) }
  })

/** Where axe looks: so many cells a load, of another theme in each of the four; `turn` (of the page and the walker) shifts the width. */
export const cellsOf = (load: Load, turn: number, count: 1 | 2): Cell[] =>
  Array.from({ length: count }, (_, i) => ({
    theme: themeAt(load + 2 * i),
    wide: factors.wide[(load + turn + 3 * i) % factors.wide.length]!,
    text: factors.text[(load + turn + i) % factors.text.length]!,
  }))
