import { and, eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { legacyIds } from './accounts.schema.ts'

const byForeign = statement<{ kind: string; foreignId: string }, { localId: number }[]>('legacyIds.byForeign', (db) =>
  db
    .select({ localId: legacyIds.localId })
    .from(legacyIds)
    .where(and(eq(legacyIds.kind, sql.placeholder('kind')), eq(legacyIds.foreignId, sql.placeholder('foreignId')))),
)

/** Our id of a thing that an imported server knew as `foreignId`; `kind` as in retirements: `account`, `status`, `media`. */
export const findLegacyId = async (db: Db, kind: string, foreignId: string): Promise<number | undefined> =>
  (await byForeign(db, { kind, foreignId }))[0]?.localId
