import { and, asc, eq, gt, isNull, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Hold, type SealedCopy, holds, retirements, sealedCopies } from './holds.schema.ts'

const inForce = statement<Record<never, never>, Hold[]>('holds.inForce', (db) => lockRow(db.select().from(holds).where(isNull(holds.releasedAt)).orderBy(asc(holds.id))))
