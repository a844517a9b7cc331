import type { OidcConfig } from '#platform/config/config.ts'
import type { Vouched } from '#platform/oidc/oidc.ts'

/** Somebody who may come in. */
export interface Admitted {
  personId: number
  identityId: number
  accountId: number
  /** The groups have given another role, or the person is new. */
  roleChanged: boolean
}

/** What a sign-in brings along. */
export interface Arrival {
  provider: OidcConfig
  vouched: Pick<Vouched, 'subject' | 'claims'>
  /** Language of the browser, for somebody new whose directory names none. */
  locale: string
  requestId?: string
}
