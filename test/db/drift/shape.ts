/** What a definition and a database must agree on about a table. */
export interface Shape {
  columns: Record<string, { type: string; notNull: boolean; default: string | null }>
  /** Names of the key's columns, in order. */
  primaryKey: string[]
  /** By name: what it covers (`(expression)` for anything but a column), and its nature. */
  indexes: Record<string, { on: string[]; unique: boolean; partial: boolean }>
  /** Unique constraints without an index of their own name: the columns of each, joined. */
  unique: string[]
}

export const expression = '(expression)'

/** The full-text index is the engine's own kind of table, which no definition describes. */
export const fullText = /^status_words/

/** A default as both sides write it: without quotes and casts, and of a computed one only that it is computed. */
export function plainDefault(text: string | null): string | null {
  if (text === null) return null
  const bare = text.replace(/::[\w ]+(?:\[\])?$/, '')
  if (/^'.*'$/s.test(bare)) return bare.slice(1, -1).replaceAll("''", "'")
  return /^-?[\w.]+$/.test(bare) ? bare : expression
}
