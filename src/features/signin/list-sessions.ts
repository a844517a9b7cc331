import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { sessionLife } from './session-life.ts'
import type { Session } from './signin.schema.ts'
import { sessionsOfPerson } from './sessions.queries.ts'

/** The browsers in which somebody is signed in, last used first (SEC:C5). */
export async function listSessions(site: Site, viewer: Pick<Viewer, 'personId'>): Promise<Session[]> {
  const now = site.clock.now()
  return await sessionsOfPerson(site.store.read, viewer.personId, { now, idleSince: now - sessionLife.idle })
}
