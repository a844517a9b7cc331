import type { Viewer } from '#base/viewer.ts'
import { listMarked } from '#features/statuses/list-marked.ts'
import { statusUri } from '#features/statuses/addresses.ts'
import type { Site } from '#platform/site.ts'
import { blocksOf, followersOf, followsOf, listMembersOf, mutesOf, type Named, serversBlockedBy } from './archives.queries.ts'
import { csvText } from './csv.ts'

/** The tables that somebody can take along, by the names that Mastodon gives them; followers are ours. */
export const tableNames = [
  'following_accounts',
  'followers',
  'lists',
  'muted_accounts',
  'blocked_accounts',
  'blocked_domains',
  'bookmarks',
] as const
export type TableName = (typeof tableNames)[number]

type Rows = readonly (readonly string[])[]
const perStep = 40

/** The addresses of all posts that the viewer has marked and may still see, the newest mark first. */
export async function markedUris(site: Site, viewer: Viewer, kind: 'favourites' | 'bookmarks'): Promise<string[]> {
  const uris: string[] = []
  for (let maxId: number | undefined, more = true; more;) {
    const { marks, parts } = await listMarked(site, viewer, kind, { limit: perStep, ...(maxId === undefined ? {} : { maxId }) })
    uris.push(...parts.map(({ status }) => statusUri(site.config.url, status)))
    maxId = marks.at(-1)?.id
    more = marks.length === perStep
  }
  return uris
}

/**
 * One of the viewer's tables as CSV, with the headers and the columns of Mastodon's own export files (mastodon `app/models/export.rb`), so that
 * another server takes it. Lists, blocks, servers and bookmarks have no line of headers there.
 */
export async function ownTable(site: Site, viewer: Viewer, name: TableName): Promise<string> {
  const db = site.store.read
  const me = viewer.accountId
  const { host } = new URL(site.config.url)
  const address = ({ username, domain }: Named) => `${username}@${domain ?? host}`
  const flag = (value: boolean) => String(value)
  const tables: Record<TableName, () => Promise<Rows>> = {
    following_accounts: async () => [
      ['Account address', 'Show boosts', 'Notify on new posts', 'Languages'],
      ...(await followsOf(db, me)).map((row) => [address(row), flag(row.reblogs), flag(row.notify), row.languages?.join(', ') ?? '']),
    ],
    followers: async () => [['Account address'], ...(await followersOf(db, me)).map((row) => [address(row)])],
    lists: async () => (await listMembersOf(db, me)).map((row) => [row.title, address(row)]),
    muted_accounts: async () => [
      ['Account address', 'Hide notifications'],
      ...(await mutesOf(db, me, site.clock.now())).map((row) => [address(row), flag(row.hideNotifications)]),
    ],
    blocked_accounts: async () => (await blocksOf(db, me)).map((row) => [address(row)]),
    blocked_domains: async () => (await serversBlockedBy(db, me)).map(({ domain }) => [domain]),
    bookmarks: async () => (await markedUris(site, viewer, 'bookmarks')).map((uri) => [uri]),
  }
  return csvText(await tables[name]())
}
