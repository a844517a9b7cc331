import { archiveLife, makingTime } from './archive-life.ts'
import type { Archive } from './archives.schema.ts'
import { tableNames } from './own-tables.ts'
import { nextArchiveAt } from './request-archive.ts'

/** The page of one's own data. `known`: archives, the newest first; `fault`: why none can be asked for, already translated. */
export const dataView = (known: readonly Archive[], now: number, fault: string) => ({
  archives: known.map(({ id, file, createdAt, readyAt }) => ({
    id: String(id),
    asked_at: createdAt,
    ready: file !== null && readyAt !== null,
    megabytes: file ? Math.max(0.1, Math.round(file.size / 100_000) / 10) : 0,
    until: readyAt === null ? 0 : readyAt + archiveLife,
    failed: readyAt === null && now >= createdAt + makingTime,
  })),
  /** 0 = at once. */
  next_at: nextArchiveAt(known) > now ? nextArchiveAt(known) : 0,
  fault,
  tables: tableNames.map((name) => ({ path: `/settings/data/${name}.csv`, label: `data.${name}` })),
})
