import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'

const { table, ref, str, flag, ms, index, primaryKey, personal } = kit

const announcement = () =>
  ref()
    .notNull()
    .references(() => announcements.id, { onDelete: 'cascade' })
const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** A post of the company account that everybody is to see. Its words are the post's, its id too, and it goes with it. */
export const announcements = table(
  'announcements',
  {
    id: ref()
      .primaryKey()
      .references(() => statuses.id, { onDelete: 'cascade' }),
    /** Of what it tells of; both or neither. With `all_day` midnight UTC of the first and of the last day. */
    startsAt: ms(),
    endsAt: ms(),
    allDay: flag().notNull(),
    /** From then on it is a post like any other; null = until it is withdrawn. */
    shownUntil: ms(),
  },
  (t) => [index('announcements_shown').on(t.shownUntil)],
)

/** What people answer with one sign: an emoji of Unicode, or the shortcode of one of our own. */
export const announcementReactions = table(
  'announcement_reactions',
  {
    announcementId: announcement(),
    name: personal(str().notNull(), {
      purpose: 'with which emoji somebody answered an announcement',
      retention: 'until it is taken back, or the announcement or the account is removed',
    }),
    accountId: account(),
    createdAt: ms().notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.name, t.accountId] }), index('announcement_reactions_account').on(t.accountId)],
)

/** Who has read what. */
export const announcementDismissals = table('announcement_dismissals', { accountId: account(), announcementId: announcement() }, (t) => [
  primaryKey({ columns: [t.accountId, t.announcementId] }),
  index('announcement_dismissals_announcement').on(t.announcementId),
])

export type Announcement = typeof announcements.$inferSelect
