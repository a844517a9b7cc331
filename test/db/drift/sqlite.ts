import Sqlite from 'better-sqlite3'
import { expression, fullText, plainDefault, type Shape } from './shape.ts'

interface ColumnRow {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}
interface IndexRow {
  name: string
  unique: number
  origin: 'c' | 'u' | 'pk'
  partial: number
}

/** What stands in a SQLite database. */
export function sqliteTables(file: string): Map<string, Shape> {
  const db = new Sqlite(file, { readonly: true })
  const names = db
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'")
    .pluck()
    .all() as string[]
  const tables = new Map(names.filter((name) => !fullText.test(name)).map((name) => [name, shapeOf(db, name)]))
  db.close()
  return tables
}

function shapeOf(db: Sqlite.Database, table: string): Shape {
  const columns = db.prepare('select * from pragma_table_xinfo(?)').all(table) as ColumnRow[]
  const list = db.prepare('select * from pragma_index_list(?)').all(table) as IndexRow[]
  const columnsOf = (index: string) =>
    (db.prepare('select name from pragma_index_xinfo(?) where key = 1 order by seqno').pluck().all(index) as (string | null)[]).map(
      (name) => name ?? expression,
    )
  const key = columns.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk)
  // Only `integer primary key`, the rowid itself, is never null without saying so; a text key must say it.
  const isRowid = (column: ColumnRow) => key.length === 1 && column.pk === 1 && column.type.toLowerCase() === 'integer'
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        {
          type: column.type.toLowerCase(),
          notNull: column.notnull === 1 || isRowid(column),
          default: plainDefault(column.dflt_value),
        },
      ]),
    ),
    primaryKey: key.map((column) => column.name),
    indexes: Object.fromEntries(
      list
        .filter((index) => index.origin === 'c')
        .map((index) => [index.name, { on: columnsOf(index.name), unique: index.unique === 1, partial: index.partial === 1 }]),
    ),
    unique: list
      .filter((index) => index.origin === 'u')
      .map((index) => columnsOf(index.name).join(','))
      .sort(),
  }
}
