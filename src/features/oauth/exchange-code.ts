import { sha256 } from '#base/ids.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { lockGrant, markUsed } from './grants.queries.ts'
import { type MintedToken, mintToken } from './mint-token.ts'
import { oauthRefusal } from './oauth-error.ts'
import type { App } from './oauth.schema.ts'
import { verifierFits } from './pkce.ts'
import { revokeTokens } from './revoke-tokens.ts'
import type { TokenRequest } from './token.input.ts'

/**
 * A token for a code: once, in time, for the app, address and verifier that it was made for. A second use ends the token that the first one
 * got, since one of the two was a thief (SEC:A17). Throws `invalid_grant`, or `invalid_request` when a parameter is missing.
 */
export async function exchangeCode(site: Site, app: App, body: TokenRequest, requestId: string): Promise<MintedToken> {
  const { code, redirect_uri: redirectUri } = body
  if (!code) throw oauthRefusal('invalid_request', 'Missing required parameter: code.')
  if (!redirectUri) throw oauthRefusal('invalid_request', 'Missing required parameter: redirect_uri.')
  const token = await site.store.tx(async (db) => {
    const grant = await lockGrant(db, sha256(code))
    if (!grant || grant.appId !== app.id) return undefined
    const now = site.clock.now()
    if (grant.usedAt !== null) {
      const tokenIds = await revokeTokens(site, db, { grantId: grant.id })
      const detail = { appId: app.id, tokens: tokenIds.length, why: 'code used twice' }
      await recordAudit(site, db, {
        action: 'token.revoked',
        actor: grant.personId,
        target: `grant:${grant.id}`,
        result: 'refused',
        requestId,
        detail,
      })
      return undefined
    }
    if (grant.expiresAt <= now || grant.redirectUri !== redirectUri || !verifierFits(grant.challenge, body.code_verifier || undefined))
      return undefined
    await markUsed(db, grant.id, now)
    const made = await mintToken(site, db, {
      appId: app.id,
      personId: grant.personId,
      accountId: grant.accountId,
      scopes: grant.scopes,
      grantId: grant.id,
      ...(grant.sessionId === null ? {} : { sessionId: grant.sessionId }),
      ...(grant.userAgent === null ? {} : { userAgent: grant.userAgent }),
    })
    await recordAudit(site, db, {
      action: 'token.made',
      actor: grant.personId,
      target: `token:${made.id}`,
      requestId,
      detail: { appId: app.id },
    })
    return made
  })
  if (!token) throw oauthRefusal('invalid_grant')
  return token
}
