import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import type { StoredFile } from '#features/files/stored-file.ts'
import { people } from '#features/people/people.schema.ts'

const { table, id, ref, int, str, json, oneOf, flag, ms, index, uniqueIndex, primaryKey, personal, technical } = kit

/** One row of the table of facts on a profile; `value` is the raw text as typed. */
export interface ProfileField {
  name: string
  value: string
  verifiedAt: number | null
}

const pictureNote = { purpose: 'what the person says a picture of the profile shows', retention: 'until the account is removed' }

/** What posts. A person has one; the company account and (later) remote accounts have none. */
export const accounts = table(
  'accounts',
  {
    id: id().primaryKey(),
    personId: ref().references(() => people.id),
    username: personal(str().notNull(), {
      purpose: 'handle by which colleagues address the account',
      retention: 'kept after leaving, so that it is not given out again',
    }),
    domain: technical(str()),
    displayName: personal(str().notNull().default(''), { purpose: 'name shown on posts', retention: 'until the account is removed' }),
    /** Handle and name, folded: what `fold-name.ts` makes of them. */
    foundBy: personal(str().notNull().default(''), {
      purpose: 'finding a colleague by a part of the name',
      retention: 'until the account is removed',
    }),
    note: personal(str().notNull().default(''), {
      purpose: 'what the person says about themselves',
      retention: 'until the account is removed',
    }),
    fields: personal(json<ProfileField[]>().notNull().default([]), {
      purpose: 'facts that the person shows on the profile',
      retention: 'until the account is removed',
    }),
    // Pictures are served at their capability, as files of posts are; null = the house's own.
    avatarCapability: technical(str()),
    avatarFile: technical(json<StoredFile>()),
    avatarDescription: personal(str().notNull().default(''), pictureNote),
    headerCapability: technical(str()),
    headerFile: technical(json<StoredFile>()),
    headerDescription: personal(str().notNull().default(''), pictureNote),
    locked: flag().notNull().default(false),
    bot: flag().notNull().default(false),
    discoverable: flag().notNull().default(true),
    indexable: flag().notNull().default(true),
    /** Followers and followed are shown to nobody else. */
    hideCollections: flag().notNull().default(false),
    // Which tabs apps show on the profile.
    showMedia: flag().notNull().default(true),
    showMediaReplies: flag().notNull().default(true),
    showFeatured: flag().notNull().default(true),
    statusesCount: int().notNull().default(0),
    followersCount: int().notNull().default(0),
    followingCount: int().notNull().default(0),
    lastStatusAt: ms(),
    suspendedAt: ms(),
    /** Since when a moderator keeps the account away from those who do not follow it. */
    limitedAt: ms(),
    createdAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('accounts_name').on(sql`lower(${t.username})`, sql`coalesce(${t.domain}, '')`),
    uniqueIndex('accounts_person').on(t.personId),
    uniqueIndex('accounts_avatar').on(t.avatarCapability),
    uniqueIndex('accounts_header').on(t.headerCapability),
    index('accounts_followers').on(t.followersCount, t.id),
  ],
)

/** What a post is unless its author says otherwise; no row = for everyone, listed, in the language of the person. */
export const postingDefaults = table('posting_defaults', {
  accountId: ref()
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  audience: oneOf(['everyone', 'followers', 'named']).notNull().default('everyone'),
  listed: flag().notNull().default(true),
  sensitive: flag().notNull().default(false),
  language: personal(str(), { purpose: 'language of posts unless the author says another', retention: 'until the account is removed' }),
})

/** Ids of another server (an imported one) and ours. */
export const legacyIds = table(
  'legacy_ids',
  { kind: technical(str().notNull()), foreignId: technical(str().notNull()), localId: ref().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.foreignId] })],
)

export type Account = typeof accounts.$inferSelect
