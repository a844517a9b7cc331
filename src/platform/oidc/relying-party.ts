import type { Configuration, ServerMetadata } from 'openid-client'
import type { Fetch } from '../fetch/fetch.ts'
import type { Metadata } from './metadata.ts'
import type { OidcProvider } from './oidc.ts'

/** openid-client with its parts; loaded with the first sign-in, so that a start does not wait for it. */
export type Library = typeof import('openid-client')

/** Seconds by which the provider's clock and ours may differ. */
const tolerance = 60

/** The library's view of us at one provider. */
export function configure(library: Library, fetch: Fetch, provider: OidcProvider, metadata: Metadata): Configuration {
  const { clientId, clientSecret, ca } = provider
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const secret = methods.includes('client_secret_basic') ? library.ClientSecretBasic : library.ClientSecretPost
  const proof = clientSecret === undefined ? library.None() : secret(clientSecret)
  const configuration = new library.Configuration(metadata as ServerMetadata, clientId, { [library.clockTolerance]: tolerance }, proof)
  configuration[library.customFetch] = fetch.as('oidc', ca === undefined ? {} : { ca }) as never
  // Otherwise the library trusts the TLS channel and never looks at the ID token's signature.
  library.enableNonRepudiationChecks(configuration)
  // Whether plain http may be asked at all is decided by the door: only for providers in `fetch.loopback`.
  if (new URL(provider.issuer).protocol === 'http:') library.allowInsecureRequests(configuration)
  return configuration
}
