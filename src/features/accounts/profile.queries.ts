import { eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { type Account, accounts } from './accounts.schema.ts'
import { foldName } from './fold-name.ts'

/** The columns of an account that its owner edits. */
export type ProfileColumns = Pick<
  Account,
  | 'displayName'
  | 'note'
  | 'fields'
  | 'avatarDescription'
  | 'headerDescription'
  | 'locked'
  | 'bot'
  | 'discoverable'
  | 'indexable'
  | 'hideCollections'
  | 'showMedia'
  | 'showMediaReplies'
  | 'showFeatured'
>

/** Writes them; who renames the account is found by the new name. */
export async function updateProfileColumns(db: Db, account: Account, columns: Partial<ProfileColumns>): Promise<void> {
  const { displayName } = columns
  const found = displayName === undefined ? {} : { foundBy: foldName(account.username, displayName) }
  await db
    .update(accounts)
    .set({ ...columns, ...found })
    .where(eq(accounts.id, account.id))
}
