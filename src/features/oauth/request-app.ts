import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertAppRequest } from './apps.queries.ts'

/** Files the wish of a person for an app that no admin has judged yet; once, however often it is asked. */
export async function requestApp(site: Site, viewer: Pick<Viewer, 'personId'>, appId: number): Promise<void> {
  await site.store.tx((db) => insertAppRequest(db, { id: site.ids.next(), appId, personId: viewer.personId, createdAt: site.clock.now() }))
}
