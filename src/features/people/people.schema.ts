import { sql } from '#db/drizzle.ts'
import type { Look } from '#base/look.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, json, oneOf, flag, ms, index, uniqueIndex, personal } = kit

const whileEmployed = 'until the person is erased'

/** Who somebody is, apart from what posts (accounts) and from how they prove it (identities). */
export const people = table(
  'people',
  {
    id: id().primaryKey(),
    source: oneOf(['local', 'directory', 'guest', 'service']).notNull(),
    state: oneOf(['active', 'deactivated']).notNull().default('active'),
    /** Who deactivated; a sync may only undo what a sync did. */
    stateBy: oneOf(['admin', 'sync', 'scim', 'idp']),
    stateReason: personal(str(), { purpose: 'why somebody may not sign in any more', retention: whileEmployed }),
    role: oneOf(['user', 'moderator', 'admin']).notNull().default('user'),
    /** A role given by hand, which groups of the provider do not change. */
    rolePinned: flag().notNull().default(false),
    displayName: personal(str().notNull(), { purpose: 'name by which colleagues know the person', retention: whileEmployed }),
    email: personal(str(), { purpose: 'notification mail, and telling apart two people at sign-in', retention: whileEmployed }),
    emailVerified: flag().notNull().default(false),
    locale: personal(str().notNull(), { purpose: 'language of pages, messages and mail', retention: whileEmployed }),
    timeZone: personal(str().notNull(), { purpose: 'times of day on pages and in mail', retention: whileEmployed }),
    /** Null = the usual one. */
    look: personal(json<Look>(), { purpose: 'how pages look to the person', retention: whileEmployed }),
    department: personal(str(), { purpose: 'shown beside the name, for finding the right colleague', retention: whileEmployed }),
    title: personal(str(), { purpose: 'shown beside the name, for finding the right colleague', retention: whileEmployed }),
    manager: personal(str(), { purpose: 'reporting line as the directory says it', retention: whileEmployed }),
    createdAt: ms().notNull(),
    signedInAt: ms(),
    /** Sessions and tokens that are older are dead. */
    validSince: ms().notNull().default(0),
  },
  (t) => [
    index('people_email').on(t.email),
    index('people_role').on(t.role),
    index('people_department')
      .on(t.department)
      .where(sql`${t.department} is not null`),
    index('people_manager')
      .on(t.manager)
      .where(sql`${t.manager} is not null`),
  ],
)

/** The name under which the audit log knows a person. Without `personId` nobody can tell any more who it was (docs/adr/0012). */
export const pseudonyms = table(
  'pseudonyms',
  { id: id().primaryKey(), personId: ref().references(() => people.id), createdAt: ms().notNull() },
  (t) => [uniqueIndex('pseudonyms_person').on(t.personId)],
)

export type Person = typeof people.$inferSelect
