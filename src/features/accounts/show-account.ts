import { notFound } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { accountJson, loadAccounts } from './accounts.json.ts'
import { accountIdByName } from './accounts.queries.ts'

/** One account's public form, blanked when suspended. Throws 404. */
export async function showAccount(site: Site, id: number) {
  const parts = (await loadAccounts(site.store.read, [id])).get(id)
  if (!parts) throw notFound('account')
  return accountJson(site, parts)
}

/** The account of a handle: `name`, `@name`, `name@host` with our own host. Never asks another server. Throws 404. */
export async function lookUpAccount(site: Site, handle: string) {
  const [name = '', host, ...rest] = handle.trim().replace(/^@/, '').split('@')
  const ours = host === undefined || host.toLowerCase() === site.config.host.toLowerCase()
  const id = ours && rest.length === 0 ? await accountIdByName(site.store.read, name) : undefined
  if (id === undefined) throw notFound('account')
  return await showAccount(site, id)
}
