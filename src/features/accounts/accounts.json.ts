import { iso } from '#base/clock.ts'
import type { Role } from '#base/viewer.ts'
import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { emojiJson } from '#features/emojis/emojis.json.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import { people } from '#features/people/people.schema.ts'
import type { Site } from '#platform/site.ts'
import { accountAcct, accountUri, accountUrl, avatarUrl, headerUrl } from './addresses.ts'
import { type Account, accounts } from './accounts.schema.ts'
import { renderFieldValue, renderNote } from './render-note.ts'

/** The person behind a local account, as far as profiles show it. */
interface AccountPerson {
  id: number
  role: Role
  state: 'active' | 'deactivated'
  department: string | null
  title: string | null
}

/** An account with what its wire form and its pages need besides its row. */
export interface AccountParts {
  account: Account
  /** Null for the company account and for accounts of other servers. */
  person: AccountPerson | null
  /** Own emoji that its name, its note or its fields name. */
  emojis: readonly CustomEmoji[]
}

const partsByIds = statement<{ ids: number[] }, Omit<AccountParts, 'emojis'>[]>('accounts.parts', (db) =>
  db
    .select({
      account: accounts,
      person: { id: people.id, role: people.role, state: people.state, department: people.department, title: people.title },
    })
    .from(accounts)
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(inList(accounts.id, sql.placeholder('ids'))),
)

/** All that an account says of itself. Those of other servers have emoji of their own. */
const wordsOf = ({ account: { domain, displayName, note, fields } }: Pick<AccountParts, 'account'>) =>
  domain === null ? [displayName, note, ...fields.flatMap((field) => [field.name, field.value])] : []

/**
 * Accounts with their persons, by id; unknown ids are absent. One query for any number of ids, none for an empty list, and one more where
 * somebody's words name emoji.
 */
export async function loadAccounts(db: Db, ids: readonly number[]): Promise<Map<number, AccountParts>> {
  if (ids.length === 0) return new Map()
  const rows = await partsByIds(db, { ids: [...new Set(ids)] })
  const emojisIn = await findEmojis(db, rows, wordsOf)
  return new Map(rows.map((parts) => [parts.account.id, { ...parts, emojis: emojisIn(parts) }]))
}

/** ISO time truncated to midnight UTC, as Mastodon sends `created_at` of accounts. */
const day = (ms: number) => iso(ms - (ms % 86_400_000))

/**
 * Mastodon's Account, every key that a client may decode as required (Android, iOS, Tusky, Ice Cubes). Does not depend on the viewer. A suspended account is
 * blanked and says `suspended`; one whose person has left keeps its face and says so under `atrium`.
 */
export function accountJson(site: Site, { account, person, emojis }: AccountParts) {
  const { url } = site.config
  const suspended = account.suspendedAt !== null
  return {
    id: String(account.id),
    username: account.username,
    acct: accountAcct(account),
    display_name: suspended ? '' : account.displayName,
    locked: account.locked && !suspended,
    bot: account.bot && !suspended,
    discoverable: account.discoverable && !suspended,
    indexable: account.indexable && !suspended,
    group: false,
    created_at: day(account.createdAt),
    note: suspended ? '' : renderNote(url, account, account.note),
    url: accountUrl(url, account),
    uri: accountUri(url, account),
    avatar: avatarUrl(site.config, account),
    avatar_static: avatarUrl(site.config, account),
    avatar_description: suspended ? '' : account.avatarDescription,
    header: headerUrl(site.config, account),
    header_static: headerUrl(site.config, account),
    header_description: suspended ? '' : account.headerDescription,
    followers_count: account.followersCount,
    following_count: account.followingCount,
    statuses_count: account.statusesCount,
    last_status_at: account.lastStatusAt === null ? null : iso(account.lastStatusAt).slice(0, 10),
    hide_collections: account.hideCollections,
    show_media: account.showMedia,
    show_media_replies: account.showMediaReplies,
    show_featured: account.showFeatured,
    emojis: suspended ? [] : emojis.map((emoji) => emojiJson(site.config, emoji)),
    fields: suspended ? [] : account.fields.map((f) => fieldJson(f, renderFieldValue(url, account, f.value))),
    feature_approval: { automatic: [], manual: [], current_user: 'denied' },
    ...(account.domain === null ? { noindex: !account.indexable, roles: [] } : {}),
    ...(suspended ? { suspended: true } : {}),
    ...(account.limitedAt === null ? {} : { limited: true }),
    ...(person?.state === 'deactivated' ? { atrium: { deactivated: true } } : {}),
  }
}

const fieldJson = (field: { name: string; verifiedAt: number | null }, value: string) => ({
  name: field.name,
  value,
  verified_at: field.verifiedAt === null ? null : iso(field.verifiedAt),
})

export type AccountJson = ReturnType<typeof accountJson>
