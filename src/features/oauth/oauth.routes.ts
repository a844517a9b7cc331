import { unauthorized } from '#base/errors.ts'
import { Answer, area, get, post } from '#http/area.ts'
import { NewApp } from './apps.input.ts'
import { credentialAppJson } from './apps.json.ts'
import { authenticateClient } from './authenticate-client.ts'
import { issueToken, tokenJson } from './issue-token.ts'
import { serverMetadata } from './metadata.ts'
import { readRegistration } from './read-registration.ts'
import { registerApp } from './register-app.ts'
import { revokeByApp } from './revoke-by-app.ts'
import { showApp } from './show-app.ts'
import { RevokeRequest, TokenRequest } from './token.input.ts'
import { showUserinfo } from './userinfo.ts'

/** RFC 6749, 5.1: nobody on the way may keep a token. */
const secret = (body: unknown) => new Answer(body, { headers: { 'cache-control': 'no-store', pragma: 'no-cache' } })

export const oauthArea = area('oauth', [
  post('/api/v1/apps', { scope: 'public', body: NewApp, returns: 'CredentialApplication' }, async (c) =>
    secret(credentialAppJson(c.site, await registerApp(c.site, readRegistration(c.body), c.ip))),
  ),
  get('/api/v1/apps/verify_credentials', { scope: 'any', who: 'app', returns: 'Application' }, async (c) => {
    if (c.caller.kind !== 'app' && c.caller.kind !== 'token') throw unauthorized()
    return await showApp(c.site, c.caller.appId)
  }),

  get('/.well-known/oauth-authorization-server', { scope: 'public', returns: 'OAuthServerMetadata' }, async (c) =>
    serverMetadata(c.site.config.url),
  ),
  post('/oauth/token', { scope: 'public', body: TokenRequest, limit: 'token', surface: 'oauth', returns: 'Token' }, async (c) =>
    secret(tokenJson(await issueToken(c.site, c.body, { authorization: c.header('authorization'), requestId: c.requestId }))),
  ),
  post('/oauth/revoke', { scope: 'public', body: RevokeRequest, surface: 'oauth', returns: 'Empty' }, async (c) => {
    const app = await authenticateClient(c.site, c.body, c.header('authorization'))
    await revokeByApp(c.site, app, c.body.token, c.requestId)
    return secret({})
  }),
  // Exactly `profile`: `read` is refused here.
  get('/oauth/userinfo', { scope: 'profile', returns: 'OAuthUserInfo' }, async (c) => await showUserinfo(c.site, c.viewer)),
  post('/oauth/userinfo', { scope: 'profile', returns: 'OAuthUserInfo' }, async (c) => await showUserinfo(c.site, c.viewer)),
])
