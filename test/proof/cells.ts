import { factors, lookOf, type Setting, type Wide } from '../pages/walk/settings.ts'

/** Attributes of the root that the server writes for a look (`views/partials/document.hbs`). */
const dataOf = (look: Pick<Setting, 'theme' | 'text'>) => {
  const { theme, text, contrast } = lookOf(look)
  return { theme, ...(text === 'usual' ? {} : { text }), ...(contrast ? { contrast: 'more' } : {}) }
}

/** Every theme in every size of text, as `layouts` of `in-page.mjs` takes them. */
export const looks = factors.theme.flatMap((theme) =>
  factors.text.map((text) => ({ name: `${theme}, text ${text}`, data: dataOf({ theme, text }) })),
)

/** In what axe looks at a page that has been loaded. */
export interface Cell {
  wide: Wide
  theme: Setting['theme']
  text: Setting['text']
}

/**
 * One cell for each theme. Over the four loads of a page (with scripts and without, in both directions) each theme meets four of the six
 * widths in both sizes of text; `turn` shifts them, so that what one walker lacks another has.
 */
export const cellsOf = (load: number, turn: number): Cell[] =>
  factors.theme.map((theme, i) => ({
    theme,
    wide: factors.wide[(i + load + turn) % factors.wide.length]!,
    text: factors.text[(i + load + Math.floor(load / 2) + turn) % factors.text.length]!,
  }))

export { dataOf }
