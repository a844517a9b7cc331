import type { Db } from '#db/store.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import { type Label, loadLabels } from '#features/labels/labels.json.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import type { Media } from '#features/media/media.schema.ts'
import { type PostingApp, postingApps } from '#features/oauth/apps.queries.ts'
import { loadPolls, type PollParts } from '#features/polls/polls.json.ts'
import type { Site } from '#platform/site.ts'
import { contentOf } from './content.ts'
import { distinct, grouped } from './lists.ts'
import type { Mention } from './mentions.queries.ts'
import { statusesByIds } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'
import { type StatusTag, tagsOf } from './tags.queries.ts'

/** What of a status is the same for everybody who may see it. */
export interface SharedParts {
  status: Status
  /** HTML. */
  content: string
  account: AccountParts
  /** Those named in the text. */
  mentions: readonly AccountParts[]
  /** Whose post it answers; null for none, and when they have gone. */
  answered: AccountParts | null
  tags: readonly StatusTag[]
  media: readonly Media[]
  poll: PollParts | null
  label: Label | null
  emojis: AccountParts['emojis']
  /** Through what it was posted; null for the pages here. */
  app: PostingApp | null
}

/** All that is said in a post, in its poll and of its pictures. */
export const wordsOf = ({ status, media, poll }: SharedParts) =>
  [status.warning, status.text, ...(poll?.poll.options ?? []), ...media.map((file) => file.alt ?? '')].join('\n')

/** The shared parts of statuses, given whom each names. Ten queries at most. */
export async function loadShared(site: Site, db: Db, statuses: ReadonlyMap<number, readonly Mention[]>): Promise<Map<number, SharedParts>> {
  const ids = [...statuses.keys()]
  const rows = await statusesByIds(db, ids)
  const aloud = [...statuses.values()].flat().filter((mention) => !mention.silent)
  const authors = [...rows, ...aloud].map((row) => row.accountId)
  const accounts = await loadAccounts(db, distinct([...authors, ...rows.map((row) => row.replyToAccountId)]))
  const named = grouped(aloud, (mention) => mention.statusId)
  const tags = grouped(await tagsOf(db, ids), (tag) => tag.statusId)
  const files = grouped(await mediaOf(db, ids), (file) => file.statusId ?? 0)
  const polls = await loadPolls(site, db, ids)
  const labels = await loadLabels(db, distinct(rows.map((row) => row.labelId)))
  const apps = await postingApps(db, distinct(rows.map((row) => row.appId)))
  const emojisIn = await findEmojis(db, rows, ({ id, warning, text }) => [warning, text, ...(polls.get(id)?.poll.options ?? [])])
  const shared = new Map<number, SharedParts>()
  for (const status of rows) {
    const account = accounts.get(status.accountId)
    if (!account) continue
    shared.set(status.id, {
      status,
      content: contentOf(site.config, status),
      account,
      mentions: (named.get(status.id) ?? []).flatMap((mention) => accounts.get(mention.accountId) ?? []),
      answered: status.replyToAccountId === null ? null : (accounts.get(status.replyToAccountId) ?? null),
      tags: tags.get(status.id) ?? [],
      media: files.get(status.id) ?? [],
      poll: polls.get(status.id) ?? null,
      label: status.labelId === null ? null : (labels.get(status.labelId) ?? null),
      emojis: emojisIn(status),
      app: status.appId === null ? null : (apps.get(status.appId) ?? null),
    })
  }
  return shared
}
