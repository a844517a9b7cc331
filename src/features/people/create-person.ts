import type { Role } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { insertPerson, insertPseudonym } from './people.queries.ts'
import type { Person } from './people.schema.ts'

/** What a directory says about somebody; null where it says nothing. */
export interface DirectoryProfile {
  displayName: string
  /** In the spelling of `mailAddress`. */
  email: string | null
  emailVerified: boolean
  department: string | null
  title: string | null
  manager: string | null
}

export interface NewPerson extends DirectoryProfile {
  source: Person['source']
  role: Role
  /** BCP 47, one of views/locales. */
  locale: string
  /** IANA name. */
  timeZone: string
}

/** Makes a person and the pseudonym that the audit log will use, in the caller's transaction. */
export async function createPerson(site: Site, db: Db, wish: NewPerson): Promise<{ id: number }> {
  const [id, createdAt] = [site.ids.next(), site.clock.now()]
  await insertPerson(db, { id, createdAt, ...wish })
  await insertPseudonym(db, { id: site.ids.next(), personId: id, createdAt })
  return { id }
}
