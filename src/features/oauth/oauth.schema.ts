import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, json, oneOf, ms, index, uniqueIndex, personal, technical } = kit

const app = () =>
  ref()
    .notNull()
    .references(() => apps.id)
const device = { purpose: 'shows people which of their devices holds a token', retention: 'until the token is revoked or 90 days unused' }

/** Registered apps. The secret is derived from the master key and `client_id`, so it stands nowhere (SEC:A15). */
export const apps = table(
  'apps',
  {
    id: id().primaryKey(),
    clientId: str().notNull(),
    name: str().notNull(),
    website: str(),
    /** Byte for byte as the app sent them. */
    redirectUris: json<string[]>().notNull(),
    scopes: json<string[]>().notNull(),
    /** SHA-256 over all that a registration says: an identical one answers the same app. */
    fingerprint: str().notNull(),
    /** What an admin has decided; `none` leaves it to the app policy. */
    policyState: oneOf(['none', 'allowed', 'refused']).notNull().default('none'),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('apps_client').on(t.clientId), uniqueIndex('apps_fingerprint').on(t.fingerprint)],
)

/** One consent of a person and its code. It stays while a token of it lives, so that a second use of the code is noticed (SEC:A17). */
export const grants = table(
  'grants',
  {
    id: id().primaryKey(),
    codeHash: technical(str().notNull()),
    appId: app(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    accountId: ref()
      .notNull()
      .references(() => accounts.id),
    sessionId: ref(),
    scopes: technical(json<string[]>().notNull()),
    redirectUri: technical(str().notNull()),
    /** PKCE, S256 only. */
    challenge: technical(str()),
    userAgent: personal(str(), device),
    createdAt: ms().notNull(),
    expiresAt: ms().notNull(),
    usedAt: ms(),
  },
  (t) => [uniqueIndex('grants_code').on(t.codeHash), index('grants_expiry').on(t.expiresAt)],
)

/** Access tokens. Rows leave through `revokeTokens` only, which is why nothing cascades here (SEC:A7). Person and account null: of the app alone. */
export const tokens = table(
  'tokens',
  {
    id: id().primaryKey(),
    hash: technical(str().notNull()),
    /** The first characters, by which a person and the log can tell tokens apart. */
    prefix: technical(str().notNull()),
    appId: app(),
    personId: ref().references(() => people.id),
    accountId: ref().references(() => accounts.id),
    grantId: ref().references(() => grants.id),
    /** The browser session in which it was granted; the token outlives it. */
    sessionId: ref(),
    scopes: technical(json<string[]>().notNull()),
    userAgent: personal(str(), device),
    createdAt: ms().notNull(),
    seenAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('tokens_hash').on(t.hash),
    index('tokens_person').on(t.personId, t.appId),
    index('tokens_app').on(t.appId),
    index('tokens_grant').on(t.grantId),
    index('tokens_seen').on(t.seenAt),
  ],
)

/** Who asked for an app that is not on the list (app policy "on request"). */
export const appRequests = table(
  'app_requests',
  {
    id: id().primaryKey(),
    appId: app(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('app_requests_pair').on(t.appId, t.personId)],
)

export type App = typeof apps.$inferSelect
export type Grant = typeof grants.$inferSelect
export type Token = typeof tokens.$inferSelect
