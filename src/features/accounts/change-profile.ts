import { notFound } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { accountChanged } from './accounts.events.ts'
import { lockAccounts } from './accounts.queries.ts'
import type { Account } from './accounts.schema.ts'
import { loadPostingDefaults, type PostingDefaults, upsertPostingDefaults } from './posting-defaults.queries.ts'
import { type ProfileColumns, updateProfileColumns } from './profile.queries.ts'

export interface ProfileChange extends Partial<Omit<ProfileColumns, 'fields'>> {
  fields?: readonly { name: string; value: string }[]
  defaults?: Partial<PostingDefaults>
}

/**
 * Writes what the owner of an account has changed, in the caller's transaction; what is absent stays. A fact that keeps its value keeps its
 * check mark. Lengths and ownership are for the caller to check. Answers the account as it was. Throws 404 for an absent account.
 */
export async function changeProfile(site: Site, db: Db, accountId: number, change: ProfileChange): Promise<Account> {
  const { fields, defaults, ...columns } = change
  const [account] = await lockAccounts(db, [accountId])
  if (!account) throw notFound('account')
  const checked = new Map(account.fields.map((field) => [field.value, field.verifiedAt]))
  const facts = fields && { fields: fields.map((field) => ({ ...field, verifiedAt: checked.get(field.value) ?? null })) }
  if (facts || Object.keys(columns).length > 0) await updateProfileColumns(db, account, { ...columns, ...facts })
  if (defaults) await upsertPostingDefaults(db, accountId, { ...(await loadPostingDefaults(db, accountId)), ...defaults })
  await site.events.add(db, accountChanged, { accountId })
  return account
}
