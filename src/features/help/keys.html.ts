import { keyPlaces, postKeys } from '#base/keys.ts'

/** One line of the table: which keys, and what they do as a locale key. */
export interface KeyLine {
  keys: { key: string }[]
  label: string
}

const line = (label: string, ...keys: string[]): KeyLine => ({ keys: keys.map((key) => ({ key })), label: `keys.${label}` })

/** The keyboard map, in parts. What does not have a line here has no key in `src/client/keys.ts`. */
export const keyTable = (): { title: string; lines: KeyLine[] }[] => [
  {
    title: 'keys.move',
    lines: [
      line('next', 'j'),
      line('previous', 'k'),
      line('first', '0'),
      line('older', 'l'),
      line('back', 'u', '⌫'),
      line('write', 'n'),
      line('search', 's', '/'),
      line('help', '?'),
      line('escape', 'Esc'),
    ],
  },
  { title: 'keys.post', lines: Object.keys(postKeys).map((key) => (key === 'o' ? line('post_o', 'o', '⏎') : line(`post_${key}`, key))) },
  { title: 'keys.go', lines: Object.keys(keyPlaces).map((key) => line(`go_${key}`, 'g', key)) },
]
