import type { Purpose } from './fetch.ts'

/** What a purpose may cost. */
export interface PurposeRule {
  /** From the first look-up to the last byte, redirects included; ms. */
  deadline: number
  /** Bytes of body after decompression. */
  maxBytes: number
  /** Redirects that are followed, for GET and HEAD; with 0 the answer itself is handed out. */
  redirects: number
}

const mebibyte = 1_048_576

/** SEC:N17; OpenID Connect follows no redirect, since a provider's metadata stands where its issuer says (SEC:S12). */
export const rules: Record<Purpose, PurposeRule> = {
  federation: { deadline: 10_000, maxBytes: mebibyte, redirects: 3 },
  oidc: { deadline: 5_000, maxBytes: mebibyte, redirects: 0 },
  push: { deadline: 10_000, maxBytes: 65_536, redirects: 0 },
  card: { deadline: 10_000, maxBytes: mebibyte, redirects: 3 },
  webhook: { deadline: 10_000, maxBytes: 65_536, redirects: 0 },
}

/** Ms until a connection must stand. */
export const connectTimeout = 5_000
