import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { dropFiles } from '#features/files/drop-files.ts'
import type { StoredFile } from '#features/files/stored-file.ts'
import type { Owner } from '#features/holds/owner.ts'
import { deleteMediaRow, lockMedia, mediaByIds } from './media.queries.ts'
import type { Media } from './media.schema.ts'

/** The objects of a file. */
const objectsOf = ({ storageKey: key, mime, size, sha256, preview }: Media): StoredFile[] => [
  { key, mime, size, sha256 },
  ...(preview ? [preview] : []),
]

/**
 * How `retire` seals and takes away files. The bytes stay as long as a sealed copy needs them: the file's own, or that of a post which it hung
 * on, since an author may take a picture off before deleting the post.
 */
export const mediaOwner: Owner = {
  kind: 'media',

  async subjects(db, id) {
    const [file] = await lockMedia(db, [id])
    if (!file) return undefined
    const author = (await loadAccounts(db, [file.accountId])).get(file.accountId)
    return {
      personId: author?.account.personId ?? null,
      accountId: file.accountId,
      statusId: file.statusId ?? file.formerStatusIds.at(-1) ?? null,
    }
  },

  seal: async (_site, db, id) => (await mediaByIds(db, [id]))[0],

  async remove(site, db, ids) {
    for (const file of await lockMedia(db, ids)) {
      await deleteMediaRow(db, file.id)
      const posts = [...file.formerStatusIds, ...(file.statusId === null ? [] : [file.statusId])]
      await dropFiles(site, db, objectsOf(file), [{ kind: 'media', id: file.id }, ...posts.map((id) => ({ kind: 'status', id }))])
    }
  },
}
