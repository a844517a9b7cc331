import { companyAccountId } from '#features/accounts/company-account.ts'
import type { Site } from '#platform/site.ts'
import { follow } from './follow.ts'

/** What every new account does at first sign-in; joins the caller's transaction. */
export const followCompany = async (site: Site, accountId: number): Promise<void> => await follow(site, { accountId }, companyAccountId)
