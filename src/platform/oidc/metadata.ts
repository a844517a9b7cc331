import { z } from 'zod'
import { OidcFault, type OidcProvider } from './oidc.ts'

const address = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))

/** What we need of OpenID Connect Discovery 1.0; the rest is kept as it came. */
const Metadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.exactOptional(),
  end_session_endpoint: address.exactOptional(),
  id_token_signing_alg_values_supported: z.array(z.string()).exactOptional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).exactOptional(),
})
export type Metadata = z.output<typeof Metadata>

/** Signatures that we believe: never `none`, never a shared secret. */
const believed = new Set(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])

/** Where a provider's metadata stands (Discovery 4.1). */
export const metadataUrl = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/**
 * Reads a discovery document. Its issuer must be the configured one, letter for letter (SEC:S12), so a template such as `{tenantid}` fails;
 * algorithms that we do not believe are struck out. Throws OidcFault.
 */
export function readMetadata(provider: OidcProvider, text: string): Metadata {
  let parsed
  try {
    parsed = Metadata.parse(JSON.parse(text))
  } catch (cause) {
    throw new OidcFault('untrusted', `${provider.id}: the discovery document is not one`, { cause })
  }
  if (parsed.issuer !== provider.issuer)
    throw new OidcFault('untrusted', `${provider.id}: the discovery document names the issuer ${JSON.stringify(parsed.issuer)}`)
  const algorithms = (parsed.id_token_signing_alg_values_supported ?? ['RS256']).filter((alg) => believed.has(alg))
  if (!algorithms.length) throw new OidcFault('untrusted', `${provider.id}: no signature algorithm that we believe`)
  return { ...parsed, id_token_signing_alg_values_supported: algorithms }
}
