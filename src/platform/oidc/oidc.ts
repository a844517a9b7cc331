/** A company's identity provider, as far as the protocol needs it. */
export interface OidcProvider {
  id: string
  issuer: string
  clientId: string
  /** Absent for a public client, which is proven by PKCE alone. */
  clientSecret?: string
  /** PEM of the authority that signed the provider's certificate. */
  ca?: string
  /** Beyond `openid profile email`. */
  scopes?: readonly string[]
}

/** What must be remembered between the two halves of a sign-in; a flow serves once. */
export interface OidcFlow {
  issuer: string
  redirectUri: string
  verifier: string
  nonce: string
  state: string
  /** Seconds; the sign-in at the provider may not be older. */
  maxAge?: number
}

export interface BeginOptions {
  /** Our callback for this provider. */
  redirectUri: string
  /** `login` demands the credentials again. */
  prompt?: 'login'
  maxAge?: number
}

/** What the provider vouches for: claims of the ID token over those of userinfo. */
export interface Vouched {
  issuer: string
  subject: string
  claims: Record<string, unknown>
  /** The provider's own session, for its logout. */
  sid?: string
  /** The raw ID token: the hint for the provider's logout. */
  idToken: string
}

/** Why a sign-in came to nothing: the provider is down, it (or the person) refused, its answer did not hold, or its keys just changed. */
export type OidcReason = 'down' | 'refused' | 'untrusted' | 'keys'

/** A sign-in that came to nothing; `message` is for the log. */
export class OidcFault extends Error {
  readonly reason: OidcReason
  /** Error code of the provider (`access_denied` ...), if it sent a well-formed one. */
  readonly code: string | undefined
  /** Since when the provider is down, Unix ms. */
  readonly since: number | undefined
  constructor(reason: OidcReason, message: string, o: { code?: string; since?: number; cause?: unknown } = {}) {
    super(message, { cause: o.cause })
    this.name = 'OidcFault'
    this.reason = reason
    this.code = o.code
    this.since = o.since
  }
}

/** OpenID Connect 1.0, code flow with PKCE, as a relying party (reference: OpenID Connect Core, RFC 7636, RFC 9207). */
export interface Oidc {
  /** Address at the provider to send the browser to. Throws OidcFault `down` within 6 s. */
  begin(provider: OidcProvider, o: BeginOptions): Promise<{ url: string; flow: OidcFlow }>
  /** Checks the callback and everything the provider says. `query`: of the callback as it came, without `?`. Throws OidcFault. */
  finish(provider: OidcProvider, flow: OidcFlow, query: string): Promise<Vouched>
  /** Address that ends the session at the provider, or undefined when it offers none or was never reached. Asks nobody. */
  logoutUrl(provider: OidcProvider, o: { idToken?: string; returnTo: string }): Promise<string | undefined>
}
