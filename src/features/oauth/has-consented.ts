import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { holdsAll } from './scopes.ts'
import { scopesGiven } from './tokens.queries.ts'

/** True while one living token of the app covers what it asks for: then the person is not asked again. */
export const hasConsented = async (site: Site, viewer: Viewer, request: AuthorizeRequest): Promise<boolean> =>
  !request.forceLogin &&
  (await scopesGiven(site.store.read, viewer.personId, request.app.id)).some((scopes) => holdsAll(scopes, request.scopes))
