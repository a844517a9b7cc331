const whole = /^[a-zA-Z0-9_]{2,50}$/
// As Mastodon: letters, digits and colons beside it make it part of something else, such as a time of day.
const within = /(?<![\p{L}\p{N}:]):([a-zA-Z0-9_]{2,50}):(?![\p{L}\p{N}:])/gu

/** Whether a text may name an emoji: two to 50 letters, digits and underscores. */
export const isShortcode = (text: string): boolean => whole.test(text)

/** The shortcodes of emoji that stand in a text as `:name:`, each once; whether there are such emoji is not asked. Linear (SEC:D3). */
export const findShortcodes = (text: string): string[] =>
  text.includes(':') ? [...new Set([...text.matchAll(within)].map((found) => found[1]!))] : []

/** Replaces each `:name:` of a text by what `say` makes of its name; undefined leaves it as it is. */
export const replaceShortcodes = (text: string, say: (name: string) => string | undefined): string =>
  text.includes(':') ? text.replaceAll(within, (found, name: string) => say(name) ?? found) : text
