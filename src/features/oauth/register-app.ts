import { randomToken, sha256 } from '#base/ids.ts'
import type { Site } from '#platform/site.ts'
import { appByFingerprint, insertApp } from './apps.queries.ts'
import { limitNewApps } from './new-app-limit.ts'
import type { App } from './oauth.schema.ts'
import type { Registration } from './read-registration.ts'

/**
 * The app of a registration. An identical one (name, redirect URIs, scopes, website) answers the same app, so a launch day of hundreds of
 * phones makes one row for each client. Throws 429 for too many new ones from one address outside the company's networks.
 */
export async function registerApp(site: Site, wish: Registration, ip: string): Promise<App> {
  const fingerprint = sha256(JSON.stringify([wish.name, wish.website, wish.redirectUris, wish.scopes]))
  const known = await appByFingerprint(site.store.read, fingerprint)
  if (known) return known
  limitNewApps(site, ip)
  return await site.store.tx(async (db) => {
    await insertApp(db, { id: site.ids.next(), clientId: randomToken(), ...wish, fingerprint, createdAt: site.clock.now() })
    const app = await appByFingerprint(db, fingerprint)
    if (!app) throw new Error('an app that was inserted is not there')
    return app
  })
}
