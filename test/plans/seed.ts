import type { Viewer } from '#base/viewer.ts'
import { testStart } from '../site.ts'

/** So many posts, and of everything else in proportion. */
export const size = 50_000
export const accounts = 2000
const minute = 60_000
const step = minute * 2048

/** Ids of the seed's things by their number; the newest post is an hour old. */
export const accountId = (i: number): number => 3_620_000_000_000_000 + i * 4096
export const personId = (i: number): number => accountId(i) + 1
const oldest = (testStart - 3_600_000) * 2048 - size * step
export const statusId = (i: number): number => oldest + i * step
export const tagId = (i: number): number => 3_610_000_000_000_000 + i
export const listId = (i: number): number => 3_611_000_000_000_000 + i
export const conversationId = (i: number): number => 3_612_000_000_000_000 + i
/** A post with many answers, likes and boosts. */
export const talk = statusId(40_002)

/** The seed's person of this number. 0 follows 500, 1 follows three; all others follow twenty. */
export const viewer = (i: number): Viewer => ({
  personId: personId(i),
  accountId: accountId(i),
  role: 'user',
  locale: 'en',
  timeZone: 'UTC',
})

/** Columns of a table as SQL over `i`, the number of the row. */
export interface Fill {
  table: string
  rows: number
  columns: Record<string, string>
  where?: string
}

/** SQL of an account's, a post's id and of its time, by a number. */
export const A = (n: string) => `(${accountId(0)} + (${n}) * 4096)`
export const S = (n: string) => `(${oldest} + (${n}) * ${step})`
export const at = (n: string) => `(${testStart - 3_600_000 - size * minute} + (${n}) * ${minute})`
export const now = String(testStart)
/** Hex of a length, told apart by its number and a letter. */
export const hex = (length: number, letter: string) => `'${letter.repeat(length - 7)}' || cast(1000000 + i as text)`
/** A number below `most` that jumps about. */
export const mixed = (most: number, factor = 7919) => `(i * ${factor} % ${most})`
/** What every row carries. */
export const started = { created_at: now }

/** How an engine writes a JSON literal. */
export type Json = (text: string) => string

/** One row's worth of SQL for both engines. */
export const insertSql = ({ table, rows, columns, where = 'true' }: Fill): string => `
  with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i + 1 < ${rows})
  insert into ${table} (${Object.keys(columns).join(', ')})
  select ${Object.values(columns).join(', ')} from n where ${where}`
