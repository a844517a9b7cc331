import type { Column, Placeholder, SQL } from 'drizzle-orm'
import { sql } from './drizzle.ts'

export type Dialect = 'sqlite' | 'postgres'

let chosen: Dialect | undefined

/** Says which engine this process speaks to. Called once, before any schema is imported; a second, different choice throws. */
export function chooseDialect(dialect: Dialect): void {
  if (chosen && chosen !== dialect) throw new Error(`the dialect is already ${chosen}`)
  chosen = dialect
}

/** The engine of this process. Throws when it is asked before `chooseDialect`: a schema would be built for the wrong one. */
export function chosenDialect(): Dialect {
  if (!chosen) throw new Error('chooseDialect() must be called before any schema is imported')
  return chosen
}

const listEncoder = { mapToDriverValue: (list: unknown) => JSON.stringify(list) }

/**
 * `column in (...)` for prepared queries: `list` is `sql.placeholder('ids')`, and the statement's parameter is a plain array.
 * `inArray` cannot be prepared, as its text depends on the number of values.
 */
export function inList(column: Column, list: Placeholder): SQL {
  if (chosenDialect() === 'sqlite') return sql`${column} in (select value from json_each(${sql.param(list, listEncoder)}))`
  const type = column.dataType === 'number' ? sql.raw('bigint[]') : sql.raw('text[]')
  return sql`${column} = any(${sql.param(list, { mapToDriverValue: (values: unknown) => values })}::${type})`
}

/**
 * A select of as many rows as the parameter brings, for a prepared `insert ... select`: `rows` is a placeholder whose value is an array of arrays,
 * and `types` are those of its values. As one text the statement is the same for one row as for thousands.
 */
export function givenRows(rows: Placeholder, types: readonly ('bigint' | 'text')[]): SQL {
  const list = sql.param(rows, listEncoder)
  const values = (cast: (type: string) => string) => sql.raw(types.map((type, i) => `(value ->> ${i})${cast(type)}`).join(', '))
  // Without a `where` SQLite would take the `on` of `on conflict` for that of a join.
  if (chosenDialect() === 'sqlite') return sql`select ${values(() => '')} from json_each(${list}) where true`
  return sql`select ${values((type) => `::${type}`)} from json_array_elements(${list}::json) value`
}

/**
 * Locks the rows that a select finds until the transaction ends, so that what is decided on them stays true. `skip` leaves out rows that
 * another transaction has locked. SQLite has one writer, so there the query stays as it is.
 */
export function lockRow<Q extends object>(query: Q, o: { skip?: boolean } = {}): Q {
  if (chosenDialect() === 'sqlite') return query
  return (query as unknown as { for(strength: 'update', o: { skipLocked?: boolean }): Q }).for('update', o.skip ? { skipLocked: true } : {})
}

export { codeOf, isUniqueViolation } from './faults.ts'
