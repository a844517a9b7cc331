import { desc } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { type Report, reports } from './reports.schema.ts'

/** Stores a report. */
export async function insertReport(db: Db, row: Report): Promise<void> {
  await db.insert(reports).values(row)
}

/** The newest reports first. */
export const newestReports = async (db: Db, limit: number): Promise<Report[]> =>
  await db.select().from(reports).orderBy(desc(reports.id)).limit(limit)
