import pg from 'pg'
import { expression, fullText, plainDefault, type Shape } from './shape.ts'

const columnsQuery = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
    pg_get_expr(d.adbin, d.adrelid) as default
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' and c.relname <> 'migrations' order by c.relname, a.attnum`
const indexesQuery = `
  select c.relname as table, i.relname as name, x.indisunique as unique, x.indisprimary as primary, x.indpred is not null as partial,
    k.contype = 'u' as "isConstraint",
    array(select a.attname::text from generate_series(0, x.indnkeyatts - 1) s(n)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[s.n] and a.attnum > 0 order by s.n) as on
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_constraint k on k.conindid = i.oid and k.contype in ('p', 'u')`

interface ColumnRow {
  table: string
  name: string
  type: string
  notNull: boolean
  default: string | null
}
interface IndexRow {
  table: string
  name: string
  unique: boolean
  primary: boolean
  partial: boolean
  isConstraint: boolean | null
  on: (string | null)[]
}

/** What stands in a PostgreSQL database. */
export async function postgresTables(url: string): Promise<Map<string, Shape>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const columns = (await client.query<ColumnRow>(columnsQuery)).rows.filter((row) => !fullText.test(row.table))
    const indexes = (await client.query<IndexRow>(indexesQuery)).rows
    const of = <T extends { table: string }>(rows: T[], name: string) => rows.filter((row) => row.table === name)
    return new Map([...new Set(columns.map((row) => row.table))].map((name) => [name, shapeOf(of(columns, name), of(indexes, name))]))
  } finally {
    await client.end()
  }
}

function shapeOf(columns: ColumnRow[], indexes: IndexRow[]): Shape {
  const on = (index: IndexRow) => index.on.map((name) => name ?? expression)
  const key = indexes.find((index) => index.primary)
  return {
    columns: Object.fromEntries(
      columns.map(({ name, type, notNull, default: value }) => [name, { type, notNull, default: plainDefault(value) }]),
    ),
    primaryKey: key ? on(key) : [],
    indexes: Object.fromEntries(
      indexes
        .filter((index) => !index.primary && !index.isConstraint)
        .map((index) => [index.name, { on: on(index), unique: index.unique, partial: index.partial }]),
    ),
    unique: indexes
      .filter((index) => index.isConstraint)
      .map((index) => on(index).join(','))
      .sort(),
  }
}
