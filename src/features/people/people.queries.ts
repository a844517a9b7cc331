import { and, eq, ne, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { people, type Person, pseudonyms } from './people.schema.ts'

export const insertPerson = async (db: Db, row: typeof people.$inferInsert): Promise<void> => void (await db.insert(people).values(row))

export const insertPseudonym = async (db: Db, row: typeof pseudonyms.$inferInsert): Promise<void> =>
  void (await db.insert(pseudonyms).values(row))

export const pseudonymByPerson = statement<{ personId: number }, { id: number }[]>('pseudonyms.byPerson', (db) =>
  db
    .select({ id: pseudonyms.id })
    .from(pseudonyms)
    .where(eq(pseudonyms.personId, sql.placeholder('personId'))),
)

/** One person, locked until the transaction ends. */
export const lockPerson = async (db: Db, id: number): Promise<Person | undefined> =>
  (await lockRow(db.select().from(people).where(eq(people.id, id))))[0]

export const personById = async (db: Db, id: number): Promise<Person | undefined> =>
  (await db.select().from(people).where(eq(people.id, id)))[0]

/** Ids of the people with this address, in the spelling of `mailAddress`. */
export const peopleByEmail = async (db: Db, email: string): Promise<number[]> =>
  (await db.select({ id: people.id }).from(people).where(eq(people.email, email))).map((row) => row.id)

/** Ids of the active admins besides one person, locked: which admin is the last one is decided on them. */
export const otherAdmins = async (db: Db, personId: number): Promise<number[]> => {
  const query = db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'admin'), eq(people.state, 'active'), ne(people.id, personId)))
  return (await lockRow(query)).map((row) => row.id)
}

export const updatePerson = async (db: Db, id: number, change: Partial<typeof people.$inferInsert>): Promise<void> =>
  void (await db.update(people).set(change).where(eq(people.id, id)))
