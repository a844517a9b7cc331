/** How the pages look to one person, and whether single keys do something. */
export interface Look {
  /** `auto` follows the system. */
  theme: 'auto' | 'light' | 'dark'
  text: 'small' | 'usual' | 'large' | 'largest'
  /** More contrast than the system asks for. */
  contrast: boolean
  /** Posts in a serif face. */
  serif: boolean
  /** Less motion than the system asks for. */
  still: boolean
  /** Single-key shortcuts. */
  keys: boolean
}

/** What everybody begins with, and what a page shows whose reader is not known. */
export const usualLook: Look = { theme: 'auto', text: 'usual', contrast: false, serif: false, still: false, keys: true }
