import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { pseudonymByPerson } from './people.queries.ts'

/** Id of the name under which the audit log knows a person. Throws when the person has none any more: an erased person does nothing. */
export async function pseudonymOf(_site: Site, db: Db, personId: number): Promise<number> {
  const [row] = await pseudonymByPerson(db, { personId })
  if (!row) throw new Error(`person ${personId} has no pseudonym`)
  return row.id
}
