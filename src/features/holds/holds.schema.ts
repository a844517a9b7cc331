import { kit } from '#db/kit.ts'
import { pseudonyms } from '#features/people/people.schema.ts'

const { table, id, ref, str, oneOf, ms, index, primaryKey, personal, technical } = kit

/** Duties to keep: a legal hold, or a statutory one. `subject_id` is null for `all`. */
export const holds = table(
  'holds',
  {
    id: id().primaryKey(),
    kind: oneOf(['hold', 'statutory']).notNull(),
    subject: oneOf(['all', 'person', 'account', 'status']).notNull(),
    subjectId: ref(),
    reason: personal(str().notNull(), { purpose: 'why a person or a post is under a duty to keep', retention: 'as long as the audit log' }),
    createdBy: ref().references(() => pseudonyms.id),
    createdAt: ms().notNull(),
    releasedAt: ms(),
  },
  (t) => [index('holds_subject').on(t.subject, t.subjectId)],
)

/** The tombstone of everything that was taken out: that it was, when and why, and nothing of what it said. */
export const retirements = table(
  'retirements',
  {
    kind: technical(str().notNull()),
    thingId: ref().notNull(),
    why: oneOf(['author', 'redraft', 'moderator', 'retention', 'account', 'remote', 'partnership', 'erasure']).notNull(),
    who: ref().references(() => pseudonyms.id),
    at: ms().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.thingId] })],
)

/** Encrypted copies of things retired under a hold. No view reads them; the subjects say which holds cover them. */
export const sealedCopies = table(
  'sealed_copies',
  {
    id: id().primaryKey(),
    holdId: ref()
      .notNull()
      .references(() => holds.id),
    kind: technical(str().notNull()),
    thingId: ref().notNull(),
    personId: ref(),
    accountId: ref(),
    statusId: ref(),
    sealed: personal(str().notNull(), {
      purpose: 'evidence under a legal hold, encrypted',
      retention: 'until the last hold that covers it is released',
    }),
    retiredAt: ms().notNull(),
  },
  (t) => [index('sealed_copies_hold').on(t.holdId, t.id), index('sealed_copies_thing').on(t.kind, t.thingId)],
)

export type Hold = typeof holds.$inferSelect
export type SealedCopy = typeof sealedCopies.$inferSelect
export type RetireWhy = (typeof retirements.$inferSelect)['why']
