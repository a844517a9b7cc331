import { iso } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountJson } from '#features/accounts/accounts.json.ts'
import { mediaJson } from '#features/media/media.json.ts'
import type { Site } from '#platform/site.ts'
import { editsOf } from './edits.queries.ts'
import { showStatus } from './show.ts'
import type { StatusParts } from './statuses.json.ts'
import type { StatusEdit } from './statuses.schema.ts'

/** A version of a post; `createdAt` is when it was published. */
export type Version = Pick<StatusEdit, 'text' | 'content' | 'warning' | 'sensitive' | 'media' | 'pollOptions' | 'createdAt'>

/** All versions of a status, oldest first, the present one last. Throws 404 for who may not see the status. */
export async function statusVersions(site: Site, viewer: Viewer, id: number): Promise<{ parts: StatusParts; versions: Version[] }> {
  const parts = await showStatus(site, viewer, id)
  const { status } = parts
  return {
    parts,
    versions: [
      ...(await editsOf(site.store.read, id)),
      {
        ...status,
        media: [...parts.media],
        pollOptions: parts.poll?.poll.options ?? null,
        createdAt: status.editedAt ?? status.createdAt,
      },
    ],
  }
}

/** Mastodon's StatusEdit list: never empty, an unedited status has one version. */
export const historyJson = (site: Site, { parts, versions }: { parts: StatusParts; versions: readonly Version[] }) =>
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
    emojis: [],
    ...(version.pollOptions ? { poll: { options: version.pollOptions.map((title) => ({ title })) } } : {}),
  }))
