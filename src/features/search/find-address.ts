import type { Site } from '#platform/site.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'

/** What an address of this server names. */
export interface Addressed {
  type: 'accounts' | 'statuses' | 'hashtags'
  /** Of an account or a post, undefined for none. */
  id?: number
  /** Of a hashtag. */
  name?: string
}

/**
 * What stands at an address that somebody pastes into the search; undefined when the text is no address of this server. Whether it is there,
 * and who may see it, is for the caller to ask. Asks no other server.
 */
export async function findAddress(site: Site, text: string): Promise<Addressed | undefined> {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.origin !== new URL(site.config.url).origin) return undefined
  const numbered = (type: Addressed['type'], id: string): Addressed => ({ type, id: Number(id) })
  const path = url.pathname.replace(/\/$/, '')
  const status = /^(?:\/@[^/]+|\/ap\/users\/\d{1,16}\/statuses|\/users\/[^/]+\/statuses)\/(\d{1,16})$/.exec(path)
  if (status) return numbered('statuses', status[1]!)
  const actor = /^\/ap\/users\/(\d{1,16})$/.exec(path)
  if (actor) return numbered('accounts', actor[1]!)
  const handle = /^\/(?:@|users\/)([^/@]+)$/.exec(path)
  if (handle) {
    const id = await accountIdByName(site.store.read, decoded(handle[1]!))
    return { type: 'accounts', ...(id === undefined ? {} : { id }) }
  }
  const tag = /^\/tags\/([^/]+)$/.exec(path)
  return tag ? { type: 'hashtags', name: decoded(tag[1]!) } : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
