import { accounts } from '#features/accounts/accounts.schema.ts'
import { tokens } from '#features/oauth/oauth.schema.ts'
import { sessions } from '#features/signin/signin.schema.ts'
import { kit } from '#db/kit.ts'

const { table, sequence, ref, str, flag, json, oneOf, ms, index, uniqueIndex, primaryKey, personal, technical } = kit

/** What an app may be woken for: every kind of notification that Mastodon 4.6 has, those included that do not happen here yet. */
export const pushAlerts = [
  'mention',
  'status',
  'reblog',
  'follow',
  'follow_request',
  'favourite',
  'poll',
  'update',
  'severed_relationships',
  'moderation_warning',
  'annual_report',
  'admin.sign_up',
  'admin.report',
  'quote',
  'quoted_update',
  'added_to_collection',
  'collection_update',
] as const

/** From whom: everybody, whom I follow, who follows me, nobody. */
export const pushPolicies = ['all', 'followed', 'follower', 'none'] as const

/**
 * Devices that want to be woken: one for each access token, or for each session of a browser, and gone with it; exactly one of both is named. The
 * id is small, since Android and Tusky read it into 32 bits.
 */
export const pushSubscriptions = table(
  'push_subscriptions',
  {
    id: sequence(),
    tokenId: ref().references(() => tokens.id, { onDelete: 'cascade' }),
    sessionId: ref().references(() => sessions.id, { onDelete: 'cascade' }),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    endpoint: personal(str().notNull(), {
      purpose: "wakes a person's device when there is something to tell",
      retention: 'until the app signs off, its token ends, or the push service knows the device no more',
    }),
    /** The device's public key and shared secret (RFC 8291, 2), base64url without padding. */
    p256dh: technical(str().notNull()),
    auth: technical(str().notNull()),
    /** RFC 8291 (`aes128gcm`); otherwise the draft before it (`aesgcm`), which iOS decrypts. */
    standard: flag().notNull(),
    alerts: technical(json<PushAlert[]>().notNull()),
    policy: oneOf(pushPolicies).notNull(),
    /** The app's own token, which iOS wants to find in what it decrypts; AES-256-GCM under the master key (SEC:B4). A browser has none. */
    sealedToken: technical(str()),
    /** Of this subscription and not of one that it replaced. */
    createdAt: ms().notNull(),
    /** When the push service last took something. */
    workedAt: ms(),
    /** Since when it has taken nothing; null = it works, or nothing was sent so far. */
    failingSince: ms(),
    /** Its last answer: an HTTP status, or why there was none (FetchReason). */
    lastAnswer: technical(str()),
    /** It asked to be left alone until then (Retry-After). */
    restUntil: ms(),
  },
  (t) => [
    uniqueIndex('push_subscriptions_token').on(t.tokenId),
    uniqueIndex('push_subscriptions_session').on(t.sessionId),
    index('push_subscriptions_account').on(t.accountId),
  ],
)

/** What a device is to be told, once however often the jobs run: `endedAt` says that it was sent or is not to be sent any more. */
export const pushDeliveries = table(
  'push_deliveries',
  {
    subscriptionId: ref()
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    notificationId: ref().notNull(),
    createdAt: ms().notNull(),
    endedAt: ms(),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.notificationId] }), index('push_deliveries_created').on(t.createdAt)],
)

export type PushAlert = (typeof pushAlerts)[number]
export type PushPolicy = (typeof pushPolicies)[number]
export type PushSubscription = typeof pushSubscriptions.$inferSelect
