import { accounts } from '#features/accounts/accounts.schema.ts'
import { groups } from '#features/groups/groups.schema.ts'
import { labels } from '#features/labels/labels.schema.ts'
import type { Media } from '#features/media/media.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, int, str, json, oneOf, flag, ms, index, uniqueIndex, primaryKey, personal, technical } = kit

const theText = { purpose: 'what the author published', retention: 'until the status is retired' }

/**
 * Posts. The audience is data (docs/adr/0009): `followers_of_id` says whose followers are meant (a reply keeps those of the account that
 * started the thread), `group_id` which group. Every row is a living post: `retire` removes the row.
 */
export const statuses = table(
  'statuses',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id),
    audience: oneOf(['everyone', 'followers', 'named', 'group']).notNull(),
    followersOfId: ref().references(() => accounts.id),
    groupId: ref().references(() => groups.id),
    listed: flag().notNull(),
    labelId: ref().references(() => labels.id),
    localOnly: flag().notNull().default(false),
    text: personal(str().notNull(), theText),
    /** '' = as `contentOf` makes it of the text. */
    content: personal(str().notNull(), { ...theText, purpose: 'the text as sanitised HTML' }),
    warning: personal(str().notNull().default(''), { ...theText, purpose: 'what the author warns of' }),
    sensitive: flag().notNull().default(false),
    language: technical(str()),
    // A parent that is retired leaves its replies without one; the account they answered stays known.
    replyToId: ref(),
    replyToAccountId: ref(),
    threadId: ref().notNull(),
    /** This reply stands in its parent's `replies_count`: it is for the parent's whole audience (SEC:V4). */
    replyCounted: flag().notNull().default(false),
    boostOfId: ref(),
    editedAt: ms(),
    createdAt: ms().notNull(),
    repliesCount: int().notNull().default(0),
    boostsCount: int().notNull().default(0),
    favouritesCount: int().notNull().default(0),
    appId: ref(),
  },
  (t) => [
    index('statuses_account').on(t.accountId, t.id),
    index('statuses_reply')
      .on(t.replyToId)
      .where(sql`${t.replyToId} is not null`),
    index('statuses_thread')
      .on(t.threadId, t.id)
      .where(sql`${t.threadId} <> ${t.id}`),
    uniqueIndex('statuses_boost')
      .on(t.boostOfId, t.accountId)
      .where(sql`${t.boostOfId} is not null`),
    index('statuses_boosts')
      .on(t.boostOfId, t.id)
      .where(sql`${t.boostOfId} is not null`),
    index('statuses_public')
      .on(t.id)
      .where(sql`${t.listed} and ${t.boostOfId} is null and (${t.replyToAccountId} is null or ${t.replyToAccountId} = ${t.accountId})`),
  ],
)

/** Who is named: in the text, or `silent` (in the audience without standing in the text: inherited, or edited out of it). */
export const statusMentions = table(
  'status_mentions',
  {
    statusId: ref()
      .notNull()
      .references(() => statuses.id, { onDelete: 'cascade' }),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    silent: flag().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.statusId, t.accountId] }), index('status_mentions_account').on(t.accountId, t.statusId)],
)

/** Hashtags by their folded name; `display` is the spelling that was seen first. */
export const tags = table('tags', { id: id().primaryKey(), name: str().notNull().unique(), display: str().notNull() })

export const statusTags = table(
  'status_tags',
  {
    statusId: ref()
      .notNull()
      .references(() => statuses.id, { onDelete: 'cascade' }),
    tagId: ref()
      .notNull()
      .references(() => tags.id),
  },
  (t) => [primaryKey({ columns: [t.statusId, t.tagId] }), index('status_tags_tag').on(t.tagId, t.statusId)],
)

/** Posts whose words are not in the index of search yet, or others than stand there. */
export const unindexedStatuses = table('unindexed_statuses', { statusId: ref().primaryKey() })

/** A picture as a replaced version showed it. */
export type EditedMedia = Pick<Media, 'id' | 'alt' | 'focus'>

/** Versions that an edit replaced; `created_at` is when that version was published. */
export const statusEdits = table(
  'status_edits',
  {
    id: id().primaryKey(),
    statusId: ref()
      .notNull()
      .references(() => statuses.id, { onDelete: 'cascade' }),
    text: personal(str().notNull(), theText),
    content: personal(str().notNull(), { ...theText, purpose: 'the text as sanitised HTML' }),
    warning: personal(str().notNull(), { ...theText, purpose: 'what the author warned of' }),
    sensitive: flag().notNull(),
    media: personal(json<EditedMedia[]>().notNull().default([]), {
      ...theText,
      purpose: 'which pictures hung on it, and what was said of them',
    }),
    /** Null when that version asked nothing. */
    pollOptions: personal(json<string[]>(), { ...theText, purpose: 'what its poll offered' }),
    createdAt: ms().notNull(),
  },
  (t) => [index('status_edits_status').on(t.statusId, t.id)],
)

/** Which status, or which post for later, answered an Idempotency-Key. Kept 1 h; outlives its status, so that a late repetition does not bring it back. */
export const idempotencyKeys = table('idempotency_keys', {
  /** A hash of whose request it is and of its key. */
  name: technical(str().primaryKey()),
  statusId: ref().notNull(),
  createdAt: ms().notNull(),
})

export type Status = typeof statuses.$inferSelect
export type StatusEdit = typeof statusEdits.$inferSelect
export type Tag = typeof tags.$inferSelect
