/** A value as Ruby's CSV writes it, which other servers read back: in quotes only where it has to be (RFC 4180, 2). */
const cell = (value: string) => (/[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** Rows as one text; each ends with a line feed. */
export const csvText = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cell).join(',')}\n`).join('')
