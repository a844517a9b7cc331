import type { Account } from '#features/accounts/accounts.schema.ts'
import { accountUri, accountUrl } from '#features/accounts/addresses.ts'
import type { Status } from './statuses.schema.ts'

/** Address of a status's page. `url` is the site's own, without a slash. */
export const statusUrl = (url: string, author: Pick<Account, 'id' | 'username' | 'domain'>, status: Pick<Status, 'id'>) =>
  `${accountUrl(url, author)}/${status.id}`

/** A status's id for ever; a boost is an activity and no object of its own. */
export const statusUri = (url: string, status: Pick<Status, 'id' | 'accountId' | 'boostOfId'>) =>
  `${accountUri(url, { id: status.accountId })}/statuses/${status.id}${status.boostOfId === null ? '' : '/activity'}`

/** Address of a hashtag's page; `name` is folded. */
export const tagUrl = (url: string, name: string) => `${url}/tags/${encodeURIComponent(name)}`
