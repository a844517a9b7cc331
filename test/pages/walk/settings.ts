import type { Look } from '#base/look.ts'
import { pairwise } from './pairwise.ts'

/** What a page can look like. `wide`: CSS pixels of the window, and how many of the screen's one of them is. */
export const factors = {
  javaScript: [true, false],
  wide: [
    { width: 320, zoom: 1 },
    { width: 360, zoom: 1 },
    { width: 768, zoom: 1 },
    { width: 1440, zoom: 1 },
    // 200 % in a window of 1,440 and one of 768 pixels.
    { width: 720, zoom: 2 },
    { width: 384, zoom: 2 },
  ],
  theme: ['light', 'dark', 'contrast', 'dark contrast'],
  text: ['usual', 'largest'],
  direction: ['ltr', 'rtl'],
  motion: ['usual', 'less'],
} as const

type Factors = typeof factors
export type Setting = { [K in keyof Factors]: Factors[K][number] }
export type Wide = Setting['wide']

/** So few settings that any two values of two factors stand in one of them together. */
export const pairedSettings: readonly Setting[] = pairwise(factors) as unknown as readonly Setting[]

/** What a person has chosen who sees pages like this. Motion is the system's to say. */
export const lookOf = ({ theme, text }: Pick<Setting, 'theme' | 'text'>): Look => ({
  theme: theme.startsWith('dark') ? 'dark' : 'light',
  text,
  contrast: theme.endsWith('contrast'),
  serif: false,
  still: false,
  keys: true,
})

/** The language in which a page runs this way. */
export const localeOf = (direction: Setting['direction']): string => (direction === 'rtl' ? 'ar' : 'en')

/** One line for a report. */
export const settingText = ({ javaScript, wide, theme, text, direction, motion }: Setting): string =>
  `${javaScript ? 'JS' : 'no JS'}, ${wide.width} px${wide.zoom > 1 ? ' at 200 %' : ''}, ${theme}, text ${text}, ${direction}, motion ${motion}`
