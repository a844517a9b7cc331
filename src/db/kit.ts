// One table definition for two engines. Typed as SQLite everywhere; the PostgreSQL side is cast once, here.
import { columnNotes, personal, technical } from './column-notes.ts'
import { chosenDialect } from './dialect.ts'
import { lite, pg } from './drizzle.ts'

const notes = { personal, technical }

const sqlite = {
  ...notes,
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  alias: lite.alias,
  /** A row's own id, from `site.ids`. */
  id: () => lite.integer(),
  /** A primary key that the database counts up and never gives out again. */
  sequence: () => lite.integer().primaryKey({ autoIncrement: true }),
  /** Another row's id. */
  ref: () => lite.integer(),
  int: () => lite.integer(),
  /** Unix time in ms. */
  ms: () => lite.integer(),
  flag: () => lite.integer({ mode: 'boolean' }),
  str: () => lite.text(),
  oneOf: <const V extends readonly [string, ...string[]]>(values: V) =>
    lite.text({ enum: values as unknown as [V[number], ...V[number][]] }),
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
}

const big = () => pg.bigint({ mode: 'number' })
const postgres = {
  ...notes,
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  alias: pg.alias,
  id: big,
  sequence: () => big().primaryKey().generatedByDefaultAsIdentity(),
  ref: big,
  int: () => pg.integer(),
  ms: big,
  flag: () => pg.boolean(),
  str: () => pg.text(),
  oneOf: (values: readonly [string, ...string[]]) => pg.text({ enum: values as [string, ...string[]] }),
  json: <T>() => pg.jsonb().$type<T>(),
}

/** The words in which `*.schema.ts` files are written. */
export const kit = (chosenDialect() === 'postgres' ? postgres : sqlite) as typeof sqlite
export { columnNotes }
