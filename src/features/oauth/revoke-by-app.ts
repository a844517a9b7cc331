import { sha256 } from '#base/ids.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import type { App } from './oauth.schema.ts'
import { oauthRefusal } from './oauth-error.ts'
import { revokeTokens } from './revoke-tokens.ts'
import { tokenOwner } from './tokens.queries.ts'

/** POST /oauth/revoke (RFC 7009): an unknown or dead token is as good as revoked. Throws 403 for a token of another app. */
export async function revokeByApp(site: Site, app: App, token: string | undefined, requestId: string): Promise<void> {
  if (!token) throw oauthRefusal('invalid_request', 'Missing required parameter: token.')
  const owner = await tokenOwner(site.store.read, sha256(token))
  if (!owner) return
  if (owner.appId !== app.id) throw oauthRefusal('unauthorized_client')
  await site.store.tx(async (db) => {
    await revokeTokens(site, db, { tokenId: owner.id })
    await recordAudit(site, db, {
      action: 'token.revoked',
      actor: owner.personId,
      target: `token:${owner.id}`,
      requestId,
      detail: { appId: app.id },
    })
  })
}
