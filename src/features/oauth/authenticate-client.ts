import type { Site } from '#platform/site.ts'
import { appByClientId } from './apps.queries.ts'
import { isClientSecret } from './client-secret.ts'
import { oauthRefusal } from './oauth-error.ts'
import type { App } from './oauth.schema.ts'

/**
 * The app that sends a request, by HTTP Basic or by parameters (RFC 6749, 2.3.1). Every app has a secret. Throws 401 `invalid_client`, the
 * same for an unknown app and a wrong secret.
 */
export async function authenticateClient(
  site: Site,
  body: { client_id?: string; client_secret?: string },
  authorization: string | undefined,
): Promise<App> {
  const { id, secret } = fromBasic(authorization) ?? { id: body.client_id, secret: body.client_secret }
  const app = id && id.length <= 64 ? await appByClientId(site.store.read, id) : undefined
  if (!app || !secret || !isClientSecret(site.secrets, app.clientId, secret)) throw oauthRefusal('invalid_client')
  return app
}

/** Both halves are form-encoded before they are joined; one of other making is taken as it is. */
function fromBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 0) return { id: '', secret: '' }
  return { id: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
