import type { Column, SQL, Table } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { chosenDialect } from '#db/dialect.ts'
import { lite, pg } from '#db/drizzle.ts'
import { expression, plainDefault, type Shape } from './shape.ts'

const nameOf = (column: Column) => (column.keyAsName ? toSnakeCase(column.name) : column.name)
const isSql = (value: unknown): value is SQL => typeof value === 'object' && value !== null && 'queryChunks' in value

function defaultOf(column: Column): string | null {
  if (column.default === undefined) return null
  if (!isSql(column.default)) return String(column.mapToDriverValue(column.default))
  return plainDefault((column.default.queryChunks as { value?: string[] }[]).flatMap((chunk) => chunk.value ?? []).join(''))
}

interface Config {
  name: string
  columns: Column[]
  indexes: { config: { name: string; columns: unknown[]; unique: boolean; where?: unknown } }[]
  primaryKeys: { columns: Column[] }[]
  uniqueConstraints: { columns: Column[] }[]
}

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && Symbol.for('drizzle:IsDrizzleTable') in value
const configOf = (table: Table) =>
  (chosenDialect() === 'sqlite' ? lite.getTableConfig(table as never) : pg.getTableConfig(table as never)) as unknown as Config

function shapeOf(config: Config): Shape {
  const { columns, indexes, primaryKeys, uniqueConstraints } = config
  const own = columns.filter((column) => column.primary)
  return {
    columns: Object.fromEntries(
      columns.map((column) => [nameOf(column), { type: column.getSQLType(), notNull: column.notNull, default: defaultOf(column) }]),
    ),
    primaryKey: (primaryKeys[0]?.columns ?? own).map(nameOf),
    indexes: Object.fromEntries(
      indexes.map(({ config: index }) => [
        index.name,
        {
          on: index.columns.map((it) => (isSql(it) ? expression : nameOf(columns.find((column) => column.name === (it as Column).name)!))),
          unique: index.unique,
          partial: index.where !== undefined,
        },
      ]),
    ),
    unique: [
      ...columns.filter((column) => column.isUnique).map(nameOf),
      ...uniqueConstraints.map((constraint) => constraint.columns.map(nameOf).join(',')),
    ].sort(),
  }
}

/** Every table of src/schema.ts, by its name in the database. */
export async function definedTables(): Promise<Map<string, Shape>> {
  const schema: Record<string, unknown> = await import('#schema.ts')
  return new Map(
    Object.values(schema)
      .filter(isTable)
      .map(configOf)
      .map((config) => [config.name, shapeOf(config)]),
  )
}
