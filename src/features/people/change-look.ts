import type { Look } from '#base/look.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { updatePerson } from './people.queries.ts'

/** Sets how the pages look to a person, in all of their browsers; null goes back to the usual look. */
export async function changeLook(site: Site, viewer: Pick<Viewer, 'personId'>, look: Look | null): Promise<void> {
  await site.store.tx(async (db) => await updatePerson(db, viewer.personId, { look }))
}
