import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { type MintedToken, mintToken } from './mint-token.ts'
import { oauthRefusal } from './oauth-error.ts'
import type { App } from './oauth.schema.ts'
import { allKnown, defaultScopes, holdsAll, splitScopes } from './scopes.ts'

/** A token of the app alone (RFC 6749, 4.4), within the scopes that it registered. Throws `invalid_scope`. */
export async function issueAppToken(site: Site, app: App, scope: string | undefined, requestId: string): Promise<MintedToken> {
  const asked = splitScopes(scope ?? '')
  const scopes = asked.length ? asked : [...defaultScopes]
  if (!allKnown(scopes) || !holdsAll(app.scopes, scopes)) throw oauthRefusal('invalid_scope')
  return await site.store.tx(async (db) => {
    const token = await mintToken(site, db, { appId: app.id, personId: null, accountId: null, scopes })
    await recordAudit(site, db, { action: 'token.made', actor: null, target: `token:${token.id}`, requestId, detail: { appId: app.id } })
    return token
  })
}
