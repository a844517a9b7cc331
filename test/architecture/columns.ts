import type { Column, Table } from 'drizzle-orm'
import { columnNotes } from '#db/column-notes.ts'
import { getTableColumns } from '#db/drizzle.ts'

/** Tables whose rows are about nobody: their texts are names of ours, ids, or what an administrator has set up. */
const aboutNobody = new Set('apps dead_jobs events groups id_slots jobs key_checks labels paused_jobs settings tags'.split(' '))

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && Symbol.for('drizzle:IsDrizzleTable') in value
const nameOf = (table: Table) => (table as unknown as Record<symbol, string>)[Symbol.for('drizzle:Name')]!

/** A text that anything may stand in; one of a fixed set of words says nothing that its feature has not chosen. */
const isFree = (column: Column) => ['string', 'json'].includes(column.dataType) && !column.enumValues?.length

/** Free texts of tables about people that neither `technical` nor `personal`, with a purpose and a retention, explains. */
export function unexplainedColumns(schema: Readonly<Record<string, unknown>>): string[] {
  return Object.values(schema)
    .filter(isTable)
    .filter((table) => !aboutNobody.has(nameOf(table)))
    .flatMap((table) =>
      Object.entries(getTableColumns(table)).flatMap(([name, column]) => {
        const note = columnNotes(column)
        const said = note?.kind === 'technical' || (note !== undefined && note.purpose.length > 3 && note.retention.length > 3)
        return isFree(column) && !said ? [`${nameOf(table)}.${name}`] : []
      }),
    )
}
