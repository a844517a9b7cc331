import type { Site } from '#platform/site.ts'
import { accountChanged } from './accounts.events.ts'
import { accountIdByName, renameAccount } from './accounts.queries.ts'
import { companyAccountId } from './company-account.ts'

/**
 * Gives the company account the configured name (`instance.company_account`) and the company's own as its display name. Every start calls it.
 * Throws one clear line when somebody else bears the name: then the configuration must say another.
 */
export async function nameCompanyAccount(site: Site): Promise<void> {
  const { companyAccount, name } = site.config.instance
  await site.store.tx(async (db) => {
    const bearer = await accountIdByName(db, companyAccount)
    if (bearer !== undefined && bearer !== companyAccountId)
      throw new Error(`instance.company_account: the name "${companyAccount}" belongs to somebody`)
    const changed = await renameAccount(db, companyAccountId, { username: companyAccount, displayName: name })
    if (changed) await site.events.add(db, accountChanged, { accountId: companyAccountId })
  })
}
