import type { Look } from './look.ts'

/** What a person may do beyond posting; read again from the provider's groups at each sign-in. */
export type Role = 'user' | 'moderator' | 'admin'

/** The person who looks or acts, as every verb and policy sees them. Transport (cookie, token) is not part of it. */
export interface Viewer {
  personId: number
  accountId: number
  role: Role
  /** BCP 47, one of the files in views/locales. */
  locale: string
  /** IANA name. */
  timeZone: string
}

/** Who sent a request, decided once before any route runs. */
export type Caller =
  | { kind: 'anonymous' }
  /** A client-credentials token: an app without a person. */
  | { kind: 'app'; tokenId: number; appId: number; scopes: readonly string[] }
  /** A person through an app. `disabled`: the token lives but every call answers 403 (SEC:A12). */
  | { kind: 'token'; viewer: Viewer; tokenId: number; appId: number; scopes: readonly string[]; disabled: boolean }
  /** A person in a browser. `sessionId` is the row's id, `csrf` the token that its forms must carry, `look` how its pages look. */
  | { kind: 'session'; viewer: Viewer; sessionId: number; csrf: string; look: Look }
