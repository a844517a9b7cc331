import type { Site } from '#platform/site.ts'
import { authenticateClient } from './authenticate-client.ts'
import { exchangeCode } from './exchange-code.ts'
import { issueAppToken } from './issue-app-token.ts'
import type { MintedToken } from './mint-token.ts'
import { oauthRefusal } from './oauth-error.ts'
import type { TokenRequest } from './token.input.ts'

/** POST /oauth/token: two grants and no other; no password, no implicit, no refresh. */
export async function issueToken(
  site: Site,
  body: TokenRequest,
  from: { authorization: string | undefined; requestId: string },
): Promise<MintedToken> {
  if (!body.grant_type) throw oauthRefusal('invalid_request', 'Missing required parameter: grant_type.')
  if (body.grant_type !== 'authorization_code' && body.grant_type !== 'client_credentials') throw oauthRefusal('unsupported_grant_type')
  const app = await authenticateClient(site, body, from.authorization)
  return body.grant_type === 'client_credentials'
    ? await issueAppToken(site, app, body.scope, from.requestId)
    : await exchangeCode(site, app, body, from.requestId)
}

/** Mastodon's Token. `created_at` is in whole seconds; nothing says when it ends, because it does not. */
export const tokenJson = (token: MintedToken) => ({
  access_token: token.token,
  token_type: 'Bearer',
  scope: token.scopes.join(' '),
  created_at: Math.floor(token.createdAt / 1000),
})
