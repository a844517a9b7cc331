import { loadMe } from '#features/home/me.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { identifySession } from '#features/signin/identify-session.ts'
import { signInPath } from '#features/signin/return-target.ts'
import { type Doors, openWeb } from '#http/open-web.ts'
import { knownFingerprint } from '#platform/secrets/secrets.queries.ts'
import type { Site } from '#platform/site.ts'
import { areas, pageAreas } from './areas.ts'
import { bundleAssets } from './assets.ts'
import { sockets } from './sockets.ts'
import { viewsFolder } from './views-folder.ts'

/** A listening web process. */
export interface Web {
  /** Where it listens, with the real port. */
  url: string
  /** Finishes running requests, closes sockets and stops; resolves when nothing is left open. */
  close(): Promise<void>
}

/** Whom the toolkit asks about people: the features signin, oauth and home. */
const doorsOf = (site: Site): Doors => ({
  session: (cookie) => identifySession(site, cookie),
  token: (bearer) => identifyToken(site, bearer),
  me: (viewer) => loadMe(site, viewer),
  signIn: (path) => signInPath(site, path),
  ready: () => knownFingerprint(site.store.read),
})

/**
 * Serves the API, the pages and the sockets of `site`. `port` overrides `listen.port`; 0 takes a free one. Throws a ListenFault with one
 * clear line when the port is taken.
 */
export async function startWeb(site: Site, o: { port?: number } = {}): Promise<Web> {
  return await openWeb({
    site,
    doors: doorsOf(site),
    tables: { areas, pageAreas, sockets },
    views: viewsFolder,
    assets: await bundleAssets(site.config.data),
    port: o.port ?? site.config.listen.port,
  })
}
