import { vapidKeys } from '#features/instance/vapid.ts'
import type { Site } from '#platform/site.ts'
import { clientSecret } from './client-secret.ts'
import type { App } from './oauth.schema.ts'

/** Mastodon's Application: what everybody may know of an app, so nothing secret (SEC:A15). */
export const appJson = (site: Site, app: App) => ({
  id: String(app.id),
  name: app.name,
  website: app.website,
  scopes: app.scopes,
  redirect_uris: app.redirectUris,
  redirect_uri: app.redirectUris.join('\n'),
  vapid_key: vapidKeys(site.secrets).publicKey,
})

/** Mastodon's CredentialApplication: the answer to a registration, and nothing else. */
export const credentialAppJson = (site: Site, app: App) => ({
  ...appJson(site, app),
  client_id: app.clientId,
  client_secret: clientSecret(site.secrets, app.clientId),
  client_secret_expires_at: 0,
})
