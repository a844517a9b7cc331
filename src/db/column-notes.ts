import type { Column, ColumnBuilderBase } from 'drizzle-orm'

/** What the register of personal data says about a column; `technical` says nothing about anybody. */
export type ColumnNote = { kind: 'personal'; purpose: string; retention: string } | { kind: 'technical' }

// A builder hands its config object on to the column that it builds, so a note survives `.notNull()` and the like, before or after.
const notes = new WeakMap<object, ColumnNote>()
const configOf = (it: unknown) => (it as { config: object }).config

/** Registers a column that says something about a person: what for, and how long it stays (GDPR Art. 5 and 30). */
export function personal<B extends ColumnBuilderBase>(column: B, note: { purpose: string; retention: string }): B {
  notes.set(configOf(column), { kind: 'personal', ...note })
  return column
}

/** Registers a column, in a table about persons, that says nothing about them: keys, hashes, states. */
export function technical<B extends ColumnBuilderBase>(column: B): B {
  notes.set(configOf(column), { kind: 'technical' })
  return column
}

/** What was registered for a column of a table; undefined when nothing was. */
export const columnNotes = (column: Column): ColumnNote | undefined => notes.get(configOf(column))
