import { and, asc, eq, inArray, isNull, or, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Hold, holds, retirements, type RetireWhy, type SealedCopy, sealedCopies } from './holds.schema.ts'
import type { Subjects } from './owner.ts'

const inForce = statement<Record<never, never>, Hold[]>('holds.inForce', (db) =>
  lockRow(db.select().from(holds).where(isNull(holds.releasedAt)).orderBy(asc(holds.id))),
)

const subjectIs = (subject: Hold['subject'], name: string) => and(eq(holds.subject, subject), eq(holds.subjectId, sql.placeholder(name)))
const covering = statement<{ personId: number | null; accountId: number | null; statusId: number | null }, Hold[]>('holds.covering', (db) =>
  lockRow(
    db
      .select()
      .from(holds)
      .where(
        and(
          isNull(holds.releasedAt),
          or(eq(holds.subject, 'all'), subjectIs('person', 'personId'), subjectIs('account', 'accountId'), subjectIs('status', 'statusId')),
        ),
      )
      .orderBy(asc(holds.id)),
  ),
)

/** The holds in force over a thing, locked: a release waits until the copies made under it are committed. */
export const holdsCovering = async (db: Db, { personId = null, accountId = null, statusId = null }: Subjects): Promise<Hold[]> =>
  await covering(db, { personId, accountId, statusId })

/** All holds in force, locked. */
export const holdsInForce = async (db: Db): Promise<Hold[]> => await inForce(db, {})

export const insertHold = async (db: Db, row: Hold): Promise<void> => void (await db.insert(holds).values(row))

/** Ends a hold; undefined when there is none in force with this id. */
export async function endHold(db: Db, id: number, releasedAt: number): Promise<Hold | undefined> {
  const ended = db
    .update(holds)
    .set({ releasedAt })
    .where(and(eq(holds.id, id), isNull(holds.releasedAt)))
  return (await ended.returning())[0]
}

export interface Tombstone {
  kind: string
  thingId: number
  why: RetireWhy
  who: number | null
  at: number
}

/** Sets the tombstone; false when the thing was retired already. */
export async function insertRetirement(db: Db, row: Tombstone): Promise<boolean> {
  return (await db.insert(retirements).values(row).onConflictDoNothing().returning({ at: retirements.at })).length === 1
}

export const insertSealedCopy = async (db: Db, row: SealedCopy): Promise<void> => void (await db.insert(sealedCopies).values(row))

/** The oldest copies that are kept for a hold; without the sealed text. */
export async function copiesOf(db: Db, holdId: number, limit: number): Promise<Omit<SealedCopy, 'sealed'>[]> {
  const { id, kind, thingId, personId, accountId, statusId, retiredAt } = sealedCopies
  return await db
    .select({ id, holdId: sealedCopies.holdId, kind, thingId, personId, accountId, statusId, retiredAt })
    .from(sealedCopies)
    .where(eq(sealedCopies.holdId, holdId))
    .orderBy(asc(id))
    .limit(limit)
}

export const moveCopies = async (db: Db, ids: number[], holdId: number): Promise<void> =>
  void (await db.update(sealedCopies).set({ holdId }).where(inArray(sealedCopies.id, ids)))

export const deleteCopies = async (db: Db, ids: number[]): Promise<void> =>
  void (await db.delete(sealedCopies).where(inArray(sealedCopies.id, ids)))

const copiesAmong = statement<{ kind: string; ids: number[] }, { id: number }[]>('holds.copiesAmong', (db) =>
  db
    .select({ id: sealedCopies.thingId })
    .from(sealedCopies)
    .where(and(eq(sealedCopies.kind, sql.placeholder('kind')), inList(sealedCopies.thingId, sql.placeholder('ids')))),
)

/** The sealed copy of a retired thing. */
export async function copyOf(db: Db, kind: string, thingId: number): Promise<SealedCopy | undefined> {
  const found = db
    .select()
    .from(sealedCopies)
    .where(and(eq(sealedCopies.kind, kind), eq(sealedCopies.thingId, thingId)))
  return (await found)[0]
}

/** Which of these things a sealed copy stands of, as `kind:id`. One query for each kind, none for an empty list. */
export async function copiedAmong(db: Db, things: readonly { kind: string; id: number }[]): Promise<Set<string>> {
  const copied = new Set<string>()
  for (const kind of new Set(things.map((thing) => thing.kind))) {
    const ids = [...new Set(things.filter((thing) => thing.kind === kind).map((thing) => thing.id))]
    for (const { id } of await copiesAmong(db, { kind, ids })) copied.add(`${kind}:${id}`)
  }
  return copied
}
