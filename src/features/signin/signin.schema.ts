import { people } from '#features/people/people.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, int, oneOf, flag, ms, index, uniqueIndex, personal, technical } = kit

/** Every way of signing in. Rows outlive the configuration that made them, since identities hang on them. */
export const providers = table('providers', {
  id: technical(str().primaryKey()),
  kind: oneOf(['oidc']).notNull(),
  name: technical(str().notNull()),
  issuer: technical(str().notNull()),
  clientId: technical(str().notNull()),
  rank: int().notNull(),
  enabled: flag().notNull(),
  createdAt: ms().notNull(),
  changedAt: ms().notNull(),
})

/** What ties a person to a provider: the provider and the subject that it never gives to anybody else. Never a name, never a mail address. */
export const identities = table(
  'identities',
  {
    id: id().primaryKey(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    providerId: technical(
      str()
        .notNull()
        .references(() => providers.id),
    ),
    subject: personal(str().notNull(), { purpose: 'recognising the person at sign-in', retention: 'until the person is erased' }),
    /** The claims of the last sign-in, sealed: what an admin is shown when a mapping is wrong. */
    claims: personal(str().notNull(), { purpose: 'explaining how the profile was filled', retention: 'replaced at each sign-in' }),
    createdAt: ms().notNull(),
    seenAt: ms().notNull(),
  },
  (t) => [uniqueIndex('identities_subject').on(t.providerId, t.subject), index('identities_person').on(t.personId)],
)

/** A sign-in that is under way: read once, and deleted before it is looked at. */
export const signinFlows = table(
  'signin_flows',
  {
    id: id().primaryKey(),
    stateHash: technical(str().notNull()),
    /** Of the cookie of the browser that began it. */
    browserHash: technical(str().notNull()),
    providerId: technical(
      str()
        .notNull()
        .references(() => providers.id),
    ),
    /** Verifier, nonce, address to return to. */
    sealed: personal(str().notNull(), { purpose: 'leading the browser back to the page that was asked for', retention: 'ten minutes' }),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('signin_flows_state').on(t.stateHash), index('signin_flows_created').on(t.createdAt)],
)

/** A browser in which somebody is signed in. The cookie's value is known only to the browser. */
export const sessions = table(
  'sessions',
  {
    id: id().primaryKey(),
    hash: technical(str().notNull()),
    personId: ref()
      .notNull()
      .references(() => people.id),
    /** Null for somebody who signs in without a provider. */
    identityId: ref().references(() => identities.id),
    userAgent: personal(str().notNull(), {
      purpose: 'telling the own browsers apart in the list of sessions',
      retention: 'until the session ends, at most seven days',
    }),
    /** The provider's name for its own session. */
    sid: technical(str()),
    /** Sealed; the hint that the provider asks for when it is to sign out too. */
    idToken: personal(str(), { purpose: 'signing out at the provider as well', retention: 'until the session ends, at most seven days' }),
    createdAt: ms().notNull(),
    seenAt: ms().notNull(),
    expiresAt: ms().notNull(),
  },
  (t) => [uniqueIndex('sessions_hash').on(t.hash), index('sessions_person').on(t.personId), index('sessions_expires').on(t.expiresAt)],
)

export type Provider = typeof providers.$inferSelect
export type Identity = typeof identities.$inferSelect
export type Session = typeof sessions.$inferSelect
