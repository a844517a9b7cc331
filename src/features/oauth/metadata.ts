import { knownScopes } from './scopes.ts'

/** RFC 8414 metadata with Mastodon's own `app_registration_endpoint`. Apps take its absence for a server older than 4.3. */
export const serverMetadata = (url: string) => ({
  issuer: `${url}/`,
  service_documentation: 'https://docs.joinmastodon.org/',
  authorization_endpoint: `${url}/oauth/authorize`,
  token_endpoint: `${url}/oauth/token`,
  app_registration_endpoint: `${url}/api/v1/apps`,
  revocation_endpoint: `${url}/oauth/revoke`,
  userinfo_endpoint: `${url}/oauth/userinfo`,
  scopes_supported: knownScopes,
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'client_credentials'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
})
