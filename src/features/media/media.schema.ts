import { accounts } from '#features/accounts/accounts.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import type { StoredFile } from '#features/files/stored-file.ts'

const { table, id, ref, int, str, oneOf, json, ms, index, uniqueIndex, personal, technical } = kit

/** Where the eye should rest, -1 to 1 on both axes. */
export interface Focus {
  x: number
  y: number
}

/** The small version that lists show. */
export interface Preview extends StoredFile {
  width: number
  height: number
}

/**
 * One uploaded file. `capability` (32 hex digits) is its address: who knows it sees the file, so it is random, listed nowhere, and replaced
 * when the audience shrinks or the post is retired (SEC:M13). The status it hangs on is not a foreign key: statuses come later in the order.
 */
export const media = table(
  'media',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id),
    statusId: ref(),
    /** The post for later that keeps it until then; the feature scheduled comes later in the order. */
    scheduledId: ref(),
    kind: oneOf(['image', 'gifv', 'video', 'audio', 'unknown']).notNull(),
    capability: technical(str().notNull()),
    name: personal(str().notNull(), { purpose: 'file name in the address, as the author gave it', retention: 'until the file is removed' }),
    storageKey: technical(str().notNull()),
    sha256: technical(str().notNull()),
    size: int().notNull(),
    mime: technical(str().notNull()),
    width: int(),
    height: int(),
    focus: technical(json<Focus>()),
    alt: personal(str(), { purpose: 'what the author says the picture shows', retention: 'until the file is removed' }),
    blurhash: technical(str()),
    preview: technical(json<Preview>()),
    position: int().notNull().default(0),
    /** Since when it hangs on no status; null while it hangs on one or is kept for one. */
    looseSince: ms(),
    /** Statuses that it was taken off, oldest first: a sealed copy of one of them keeps the bytes. */
    formerStatusIds: technical(json<number[]>().notNull().default([])),
    createdAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('media_capability').on(t.capability),
    index('media_status').on(t.statusId, t.position),
    index('media_account').on(t.accountId, t.id),
    index('media_scheduled')
      .on(t.scheduledId)
      .where(sql`${t.scheduledId} is not null`),
    index('media_loose')
      .on(t.looseSince, t.id)
      .where(sql`${t.looseSince} is not null`),
  ],
)

export type Media = typeof media.$inferSelect
