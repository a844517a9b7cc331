import { iso } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountJson } from '#features/accounts/accounts.json.ts'
import { emojiJson } from '#features/emojis/emojis.json.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import { mediaJson } from '#features/media/media.json.ts'
import type { Site } from '#platform/site.ts'
import { contentOf } from './content.ts'
import { editsOf } from './edits.queries.ts'
import { showStatus } from './show.ts'
import type { StatusParts } from './statuses.json.ts'
import type { StatusEdit } from './statuses.schema.ts'

/** A version of a post; `createdAt` is when it was published. */
export type Version = Pick<StatusEdit, 'text' | 'content' | 'warning' | 'sensitive' | 'media' | 'pollOptions' | 'createdAt'> & {
  emojis: readonly CustomEmoji[]
}

/** A post with all that it ever said. */
export interface History {
  parts: StatusParts
  versions: Version[]
}

/** All versions of a status with the emoji that each names, oldest first, the present one last. Throws 404 for who may not see the status. */
export async function statusVersions(site: Site, viewer: Viewer, id: number): Promise<History> {
  const parts = await showStatus(site, viewer, id)
  const { status } = parts
  const db = site.store.read
  const now = {
    ...status,
    media: [...parts.media],
    pollOptions: parts.poll?.poll.options ?? null,
    createdAt: status.editedAt ?? status.createdAt,
  }
  const versions = [...(await editsOf(db, id)), now]
  const emojisOf = await findEmojis(db, versions, ({ text, warning, pollOptions }) => [text, warning, ...(pollOptions ?? [])])
  return {
    parts,
    versions: versions.map((version) => ({ ...version, content: contentOf(site.config, version), emojis: emojisOf(version) })),
  }
}

/** Mastodon's StatusEdit list: never empty, an unedited status has one version. */
export const historyJson = (site: Site, { parts, versions }: History) =>
  versions.map((version) => ({
    account: accountJson(site, parts.account),
    content: version.content,
    spoiler_text: version.warning,
    sensitive: version.sensitive,
    created_at: iso(version.createdAt),
    media_attachments: version.media.flatMap((shown) => {
      // What an edit took off is shown by no version any more.
      const file = parts.media.find((one) => one.id === shown.id)
      return file ? [mediaJson(site.config, { ...file, ...shown })] : []
    }),
    emojis: version.emojis.map((emoji) => emojiJson(site.config, emoji)),
    ...(version.pollOptions ? { poll: { options: version.pollOptions.map((title) => ({ title })) } } : {}),
  }))
