import { accountUri, accountUrl } from '#features/accounts/addresses.ts'
import type { Site } from '#platform/site.ts'
import { type Fingered, localById, localByName } from './finger.queries.ts'

/** What is known of a resource: its document, or why there is none. */
export type Finger = { kind: 'found'; document: object } | { kind: 'malformed' | 'absent' | 'gone' }

/** The local name or id that a resource speaks of: `acct:name@host`, `name@host`, or one of our addresses. */
function named(site: Site, resource: string): { name?: string; id?: number } | undefined {
  const { url, host } = site.config
  if (resource.startsWith(`${url}/`)) {
    const path = resource.slice(url.length)
    const name = /^\/@([A-Za-z0-9_]{1,30})$/.exec(path)?.[1]
    const id = /^\/ap\/users\/(\d{1,16})$/.exec(path)?.[1]
    return name === undefined ? (id === undefined ? {} : { id: Number(id) }) : { name }
  }
  if (/^https?:/i.test(resource)) return {}
  const [name = '', at, ...rest] = resource
    .replace(/^acct:/i, '')
    .replace(/^@/, '')
    .split('@')
  if (name === '' || at === undefined || rest.length > 0) return undefined
  return at.toLowerCase() === host.toLowerCase() ? { name } : {}
}

/** WebFinger (RFC 7033) for the accounts of this server. It never asks another. */
export async function finger(site: Site, resource: string): Promise<Finger> {
  const wanted = named(site, resource)
  if (!wanted) return { kind: 'malformed' }
  const { read } = site.store
  const { name, id } = wanted
  const account = name === undefined ? id && (await localById(read, id)) : await localByName(read, name)
  if (!account) return { kind: 'absent' }
  return account.suspendedAt === null ? { kind: 'found', document: documentOf(site, account) } : { kind: 'gone' }
}

function documentOf(site: Site, account: Fingered) {
  const { url, host } = site.config
  const [page, self] = [accountUrl(url, account), accountUri(url, account)]
  return {
    subject: `acct:${account.username}@${host}`,
    aliases: [page, self],
    links: [
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
      { rel: 'self', type: 'application/activity+json', href: self },
    ],
  }
}
