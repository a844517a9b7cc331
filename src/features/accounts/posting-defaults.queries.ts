import { eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { postingDefaults } from './accounts.schema.ts'

/** What a post is unless its author says otherwise. */
export interface PostingDefaults {
  audience: 'everyone' | 'followers' | 'named'
  listed: boolean
  sensitive: boolean
  /** Null = the language of the person. */
  language: string | null
}

const usual: PostingDefaults = { audience: 'everyone', listed: true, sensitive: false, language: null }

const byAccount = statement<{ accountId: number }, PostingDefaults[]>('postingDefaults.byAccount', (db) =>
  db
    .select({
      audience: postingDefaults.audience,
      listed: postingDefaults.listed,
      sensitive: postingDefaults.sensitive,
      language: postingDefaults.language,
    })
    .from(postingDefaults)
    .where(eq(postingDefaults.accountId, sql.placeholder('accountId'))),
)

/** An account's posting defaults; Mastodon's where it has chosen none. */
export const loadPostingDefaults = async (db: Db, accountId: number): Promise<PostingDefaults> =>
  (await byAccount(db, { accountId }))[0] ?? usual

/** Sets them. */
export async function upsertPostingDefaults(db: Db, accountId: number, defaults: PostingDefaults): Promise<void> {
  await db
    .insert(postingDefaults)
    .values({ accountId, ...defaults })
    .onConflictDoUpdate({ target: postingDefaults.accountId, set: defaults })
}
