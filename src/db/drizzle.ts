// The only file that names drizzle at run time. Loaded through require: Node deserializes a package's package.json once for each ES
// module in it, and drizzle's has 447 exports (340 ms and 250 MB at each start, so 70 ms and 74 MB).
import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

export const {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  not,
  notExists,
  notInArray,
  or,
  sql,
  sum,
} = load('drizzle-orm') as typeof import('drizzle-orm')
export const lite = load('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core')
export const pg = load('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core')
export const { drizzle: onSqlite } = load('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3')
export const { drizzle: onPostgres } = load('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres')
